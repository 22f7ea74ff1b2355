import type { Role, TokenScope } from "@/lib/access/types";

/** What each role may do, to follow "may". */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "look, and nothing else",
  operator: "roll back, mark releases bad, write support notes, read the audit log",
  lead: "do what operators do, and see hidden values",
  admin: "do everything: people, tokens, namespaces and public links too",
};

/** What a token of each scope may do. `record` has nothing to do yet, so it is not offered. */
export const SCOPE_WORDS: Record<Exclude<TokenScope, "record">, string> = {
  read: "read everything, the audit log too",
  operate: "read, roll back, mark releases bad; not read the audit log",
};
