import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import type { Actor } from "@/lib/access/types";
import type { ConfigMap } from "@/lib/cluster/types";
import type { Edit } from "./config-change";
import { authorOf, causeOf } from "./describe-release";
import type { LiveRelease } from "./record-rollout";
import type { BroughtBy } from "./schemas";
import { OUR_MANAGER, type Brought } from "./who-brought";

/** Who brought what is live, and why. `edit` is given where only config changed: then the map says who it was, not the template of before. */
export async function describeBringer(
  tx: Ctx,
  input: {
    live: LiveRelease;
    rollback: { startedBy: unknown; reason: string | null } | null;
    brought: Brought;
    edit: (Edit & { maps: ConfigMap[] }) | null;
  },
): Promise<BroughtBy> {
  const { live, rollback, brought, edit } = input;
  if (rollback)
    return { manager: OUR_MANAGER, at: iso(brought.at), person: actorInWords(rollback.startedBy as Actor), why: rollback.reason };
  if (edit) {
    const said = edit.maps.map(({ annotations }) => annotations);
    return { manager: edit.manager, at: iso(edit.at), person: first(said.map(authorOf)), why: first(said.map(causeOf)) };
  }
  const release = await tx.db.release.findUniqueOrThrow({ where: { id: live.release.id }, select: { author: true, changeCause: true } });
  return { manager: brought.manager, at: iso(brought.at), person: release.author, why: release.changeCause };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function first(words: (string | null)[]): string | null {
  return words.find((word) => word !== null) ?? null;
}
