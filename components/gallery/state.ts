import type { ReactNode } from "react";
import type { Person } from "@/components/frame/person-context";
import type { Network } from "./network";

/** A screen in one of its states: what the API would answer, and who looks. */
export type GalleryState = {
  /** What there is to see, in a few words. */
  title: string;
  network: Network;
  screen: ReactNode;
  person?: Person;
  /** Milliseconds since the epoch at which live updates stopped. */
  stoppedAt?: number;
  /** Whether the screen stands below the header; those of the dialog and before sign-in do not. */
  framed?: boolean;
};

/** By the name that its address ends with. */
export type GalleryStates = Readonly<Record<string, GalleryState>>;
