import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { Prisma } from "@/lib/platform/db";
import type { PublicLinkJson } from "./schemas";

/** A public link as admins see it: never its secret, which nobody has any more. */
export function publicLinkJson(link: Prisma.PublicLinkGetPayload<object>): PublicLinkJson {
  return {
    id: link.id,
    environment: link.environmentName,
    createdBy: actorInWords(link.createdBy as Actor),
    createdAt: link.createdAt.toISOString(),
    revokedBy: link.revokedBy === null ? null : actorInWords(link.revokedBy as Actor),
    revokedAt: link.revokedAt?.toISOString() ?? null,
  };
}
