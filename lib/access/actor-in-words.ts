import type { Actor } from "./types";

/** How an actor is named on a page and in the audit log: "Kim", "token ci", "the worker". */
export function actorInWords(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.name;
    case "token":
      return `token ${actor.name}`;
    case "system":
      return `the ${actor.job}`;
    case "alert":
      return `alert ${actor.name}`;
  }
}
