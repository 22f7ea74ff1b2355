"use client";

import { createContext, useContext, type ReactNode } from "react";
import type { Role } from "@/lib/access/types";

/** Who is signed in and what they may do here; the verbs check it again. */
export type Person = {
  name: string;
  role: Role;
  mayRollBack: boolean;
  mayMarkBad: boolean;
  mayWriteSupportNote: boolean;
  mayReveal: boolean;
  mayReadAudit: boolean;
  mayReadInsights: boolean;
  mayChooseNamespaces: boolean;
};

const PersonContext = createContext<Person | null>(null);

export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** null where nobody is signed in, as behind a public link. */
export function usePersonIfAny(): Person | null {
  return useContext(PersonContext);
}

export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error("usePerson outside of PersonProvider");
  return person;
}
