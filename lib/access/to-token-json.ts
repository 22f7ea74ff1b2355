import { actorInWords } from "./actor-in-words";
import type { TokenJson } from "./schemas";
import type { Actor, TokenScope } from "./types";

type TokenRow = {
  id: string;
  name: string;
  scope: string;
  createdBy: unknown;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

/** A token as people see one: without its hash. */
export function toTokenJson({ id, name, scope, createdBy, createdAt, expiresAt, revokedAt, lastUsedAt }: TokenRow): TokenJson {
  return {
    id,
    name,
    scope: scope as TokenScope,
    createdBy: actorInWords(createdBy as Actor),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
