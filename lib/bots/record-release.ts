import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { FieldOwner } from "@/lib/cluster/types";
import { Prisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import type { JsonObject } from "@/lib/platform/json";
import { configReferences } from "./config/config-references";
import { codeHash, releaseHash } from "./config/release-identity";
import { originalOf } from "./config/restored";
import type { ReleaseConfig } from "./config/types";
import type { VaultCtx } from "./ctx";
import { describeRelease } from "./describe-release";
import { findRelease, type ReleaseIdentity } from "./find-release";
import { losesNumbers } from "./loses-numbers";
import { storable } from "./storable";
import { isHeldByUs, readOwners, templateOwners } from "./template-owners";

/** What pods can see of ConfigMaps, with the contents behind the addresses. */
export type SeenConfig = { config: ReleaseConfig; contents: ReadonlyMap<string, Buffer> };

export type SeenTemplate = {
  botId: string;
  /** As it is in the cluster: it may refer to copies of ConfigMaps. */
  template: JsonObject;
  /** null where config is out of sight. */
  config: SeenConfig | null;
  annotations: Record<string, string>;
  labels: Record<string, string>;
  fieldOwners: readonly FieldOwner[];
  stamps: readonly string[];
  /** Where it is known already: its identity, and the live release if it is that one. */
  identity?: ReleaseIdentity;
  live?: Awaited<ReturnType<typeof findRelease>>;
  formerCause: string | null;
  /** `imported`: the cluster remembers it, nobody watched it run. `composed`: code of one release and config of another, never seen to run. */
  origin: "observed" | "imported" | "composed";
  at: Date;
};

export type RecordedRelease = ReleaseIdentity & { id: string; isNew: boolean; changeCause: string | null };

/** The release of this template and config, made if it is new. Seen live after an import it becomes observed; restarted, it keeps the stamps that run; let go of, it is kept again. */
export async function recordRelease(tx: VaultCtx, seen: SeenTemplate): Promise<RecordedRelease> {
  const template = originalOf(seen.template);
  const text = JSON.stringify(template);
  const identity = seen.identity ?? identify(seen);
  const known = seen.live ?? (await findRelease(tx, seen.botId, identity));
  if (!known) return { ...identity, ...(await create(tx, seen, { template, text, identity })) };

  const gapFilled = identity.config !== null && known.hashVersion === 1;
  const observed = seen.origin === "observed";
  const letGo = known.template === "";
  const news = observed ? known.origin !== "observed" || known.template !== addressOf(text) : letGo && seen.origin === "composed";
  const owners = observed ? newOwners(seen, known.fieldOwners) : null;
  if (gapFilled || news || owners) {
    // What retention let go of comes back whole or not at all.
    const whole = !letGo || known.hashVersion === 1 || identity.config !== null;
    if (whole) await keep(tx, text, seen.config);
    const { hashVersion, hash, config } = identity;
    await tx.db.release.update({
      where: { id: known.id },
      data: {
        ...(news && whole ? { template: addressOf(text) } : {}),
        ...(news && observed ? { origin: "observed" } : {}),
        ...(owners ? { fieldOwners: owners } : {}),
        ...(gapFilled ? { hashVersion, hash, config: storable(config ?? []) } : {}),
      },
    });
  }
  return { ...identity, id: known.id, isNew: false, changeCause: known.changeCause };
}

/** Where nothing refers to a ConfigMap, config is known to be none, also of what nobody watched. */
export function identify({ template, config: seen, stamps }: Pick<SeenTemplate, "template" | "config" | "stamps">): ReleaseIdentity {
  const code = codeHash(template, stamps);
  const config = seen?.config ?? (configReferences(template).length === 0 ? [] : null);
  if (config === null) return { hashVersion: 1, hash: code, codeHash: code, config };
  return { hashVersion: 2, hash: releaseHash(template, config, stamps), codeHash: code, config };
}

async function create(tx: VaultCtx, seen: SeenTemplate, made: { template: JsonObject; text: string; identity: ReleaseIdentity }) {
  const { template, text, identity } = made;
  const words = describeRelease({ ...seen, template, hash: identity.hash });
  const release = await tx.db.release.create({
    data: {
      id: newId("rel"),
      botId: seen.botId,
      ...identity,
      config: identity.config === null ? Prisma.DbNull : storable(identity.config),
      ...words,
      version: await distinctVersion(tx, seen.botId, words.version, identity),
      template: await keep(tx, text, seen.config),
      fieldOwners: storable(templateOwners(seen.fieldOwners)),
      origin: seen.origin,
      firstSeenAt: seen.at,
    },
    select: { id: true },
  });
  if (losesNumbers(template)) {
    tx.log.warn(
      { botId: seen.botId, releaseId: release.id },
      "this template holds an integer above 2^53: it cannot be restored digit for digit",
    );
  }
  return { id: release.id, isNew: true, changeCause: words.changeCause };
}

/** Two releases of a bot are never called the same: "roll back from 1.1.0 to 1.1.0" would say nothing. */
async function distinctVersion(tx: VaultCtx, botId: string, version: string, { codeHash: code, hash }: ReleaseIdentity): Promise<string> {
  const taken = async (name: string) => (await tx.db.release.count({ where: { botId, version: name } })) > 0;
  if (!(await taken(version))) return version;
  const sameCode = await tx.db.release.count({ where: { botId, codeHash: code } });
  const byConfig = `${version}+config.${sameCode + 1}`;
  return sameCode > 0 && !(await taken(byConfig)) ? byConfig : `${version}+${hash.slice(0, 7)}`;
}

async function keep(tx: VaultCtx, text: string, config: SeenConfig | null): Promise<string> {
  const [address = ""] = await tx.vault.keep(tx, [text, ...(config?.contents.values() ?? [])]);
  return address;
}

/** Who owns its fields now, where that is not what was recorded. While a rollback's write stands, nobody but us seems to own what it wrote. */
function newOwners({ fieldOwners }: SeenTemplate, recorded: unknown) {
  if (isHeldByUs(fieldOwners)) return null;
  const owners = storable(templateOwners(fieldOwners));
  return isDeepStrictEqual(owners, readOwners(recorded)) ? null : owners;
}

/** As the vault would say it, without asking. */
function addressOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
