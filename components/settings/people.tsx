"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import { AddPerson } from "./add-person";
import { PersonRow } from "./person-row";
import { SecretOnce } from "./secret-once";

type Given = { name: string; password: string };

/** Everybody who has an account: their role, and what an admin can do about it. */
export function People({ ownId }: { ownId: string }) {
  const { data, error } = useQuery(queries.users());
  const [adding, setAdding] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const people = data?.items ?? [];
  const working = people.filter(({ disabledAt }) => disabledAt === null);
  const lastAdmin = working.filter(({ role }) => role === "admin").length === 1;

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>People · Lastgood</DocumentTitle>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ScreenTitle>{working.length === 1 ? "One person can sign in." : `${working.length} people can sign in.`}</ScreenTitle>
        {!adding && (
          <Button look="ink" onClick={() => setAdding(true)}>
            Add a person
          </Button>
        )}
      </div>
      {error && (
        <Notice tone="bad" className="mt-4">
          People could not be read: {error.message} Nothing was changed.
        </Notice>
      )}
      {given && (
        <SecretOnce title={`The password of ${given.name}, shown only now`} secret={given.password} onDone={() => setGiven(null)}>
          Give it to them yourself: Lastgood sends no mail, and keeps only a hash. They sign in with their e-mail address.
        </SecretOnce>
      )}
      {adding && (
        <AddPerson
          onCancel={() => setAdding(false)}
          onAdded={(name, password) => {
            setAdding(false);
            setGiven({ name, password });
          }}
        />
      )}
      <ul className="mt-6 border-t border-line">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOneself={person.id === ownId}
            isLastAdmin={lastAdmin && person.role === "admin" && person.disabledAt === null}
            onPassword={(password) => setGiven({ name: person.name, password })}
          />
        ))}
      </ul>
    </main>
  );
}
