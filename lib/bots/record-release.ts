import type { Ctx } from "@/lib/access/ctx";
import type { FieldOwner } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import type { JsonObject } from "@/lib/platform/json";
import { HASH_VERSION, templateHash } from "./canonical-template";
import { describeRelease } from "./describe-release";
import { losesNumbers } from "./loses-numbers";
import { storable } from "./storable";
import { templateOwners } from "./who-brought";

export type SeenTemplate = {
  botId: string;
  template: JsonObject;
  annotations: Record<string, string>;
  labels: Record<string, string>;
  fieldOwners: readonly FieldOwner[];
  stamps: readonly string[];
  formerCause: string | null;
  /** `imported`: the cluster remembers it, nobody watched it run. */
  origin: "observed" | "imported";
  at: Date;
};

/** The release of this template, made if it is new. Seen live after an import it becomes observed; restarted, it keeps the stamps that run. */
export async function recordRelease(tx: Ctx, seen: SeenTemplate): Promise<{ id: string; isNew: boolean; changeCause: string | null }> {
  const hash = templateHash(seen.template, seen.stamps);
  const template = JSON.stringify(seen.template);
  const fieldOwners = storable(templateOwners(seen.fieldOwners));
  const key = { botId: seen.botId, hashVersion: HASH_VERSION, hash };

  const known = await tx.db.release.findUnique({
    where: { botId_hashVersion_hash: key },
    select: { id: true, origin: true, template: true, changeCause: true },
  });
  if (known) {
    const news = seen.origin === "observed" && (known.origin === "imported" || known.template !== template);
    if (news) {
      await tx.db.release.update({
        where: { id: known.id },
        data: { origin: "observed", template, fieldOwners },
      });
    }
    return { id: known.id, isNew: false, changeCause: known.changeCause };
  }

  const words = describeRelease({ ...seen, hash });
  const version = await distinctVersion(tx, seen.botId, words.version, hash);
  const release = await tx.db.release.create({
    data: {
      id: newId("rel"),
      ...key,
      ...words,
      version,
      template,
      fieldOwners,
      origin: seen.origin,
      firstSeenAt: seen.at,
    },
    select: { id: true },
  });
  if (losesNumbers(seen.template)) {
    tx.log.warn(
      { botId: seen.botId, releaseId: release.id },
      "this template holds an integer above 2^53: it cannot be restored digit for digit",
    );
  }
  return { id: release.id, isNew: true, changeCause: words.changeCause };
}

/** Two releases of a bot are never called the same: "roll back from 1.1.0 to 1.1.0" would say nothing. */
async function distinctVersion(tx: Ctx, botId: string, version: string, hash: string): Promise<string> {
  const taken = await tx.db.release.count({ where: { botId, version } });
  return taken === 0 ? version : `${version}+${hash.slice(0, 7)}`;
}
