import type { ReleaseConfig } from "@/lib/bots/config/types";
import type { VaultCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { Prisma } from "@/lib/platform/db";
import type { JsonObject } from "@/lib/platform/json";
import type { SealedRow } from "@/lib/platform/vault/vault";
import type { ConfigCopy, Guard } from "./schemas";
import { slowestStart } from "./slowest-start";

/** A plan with all that confirming it needs, and the rollback that already answers it: of this plan, or an active one of this bot. */
export type ConfirmablePlan = {
  id: string;
  botId: string;
  fromReleaseId: string;
  toReleaseId: string;
  undoes: string | null;
  again: string | null;
  /** Why the run that it tries again was started. */
  formerReason: string | null;
  liveUid: string;
  /** The raw template that the person saw, and the one to write. */
  seen: JsonObject;
  bring: JsonObject;
  changeCause: string | null;
  copies: ConfigCopy[];
  resumes: boolean;
  toConfig: ReleaseConfig | null;
  choice: string;
  guards: Guard[];
  expiresAt: Date;
  title: string;
  namespace: string;
  kind: string;
  name: string;
  environmentName: string;
  environmentTitle: string;
  context: string | null;
  stamps: string[];
  verifySeconds: number;
  waitForTerminating: boolean;
  alwaysTypeName: boolean;
  /** How long the slowest of its last rollouts took until it was healthy. */
  startSeconds: number | null;
  fromVersion: string;
  toVersion: string;
  running: { id: string; planId: string; toReleaseId: string } | null;
};

type Sealed<Name extends string> = { [Key in keyof SealedRow as `${Name}${Capitalize<Key>}`]: SealedRow[Key] | null };
type Row = Omit<ConfirmablePlan, "seen" | "bring"> & Sealed<"live"> & Sealed<"bring">;

/** One statement: it stands between a click and the cluster. @throws AppError `content-damaged` and its like */
export async function findPlan(ctx: VaultCtx, id: string): Promise<ConfirmablePlan | null> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select p.id, p."botId", p."fromReleaseId", p."toReleaseId", p.undoes, p.again, p."liveUid", p."changeCause", p.copies, p.resumes, p.choice, p.guards, p."expiresAt",
           live.hash as "liveHash", live."keyId" as "liveKeyId", live.nonce as "liveNonce", live.sealed as "liveSealed", live.size as "liveSize",
           bring.hash as "bringHash", bring."keyId" as "bringKeyId", bring.nonce as "bringNonce", bring.sealed as "bringSealed", bring.size as "bringSize",
           target.version as "toVersion", target.config as "toConfig", former.version as "fromVersion",
           b.title, b.namespace, b.kind, b.name, e.name as "environmentName", e.title as "environmentTitle", e.context, e.stamps, e."verifySeconds", e."waitForTerminating", e."alwaysTypeName",
           ${slowestStart(Prisma.sql`p."botId"`)} as "startSeconds",
           (select f.reason from "Rollback" f where f.id = p.again) as "formerReason",
           (select jsonb_build_object('id', r.id, 'planId', r."planId", 'toReleaseId', r."toReleaseId") from "Rollback" r
            where r."planId" = p.id or (r."botId" = p."botId" and r.phase in ('applying', 'following', 'verifying'))
            order by r."startedAt" desc limit 1) as running
    from "RollbackPlan" p
    join "Bot" b on b.id = p."botId"
    join "Environment" e on e.name = b."environmentName"
    join "Release" target on target.id = p."toReleaseId"
    join "Release" former on former.id = p."fromReleaseId"
    left join "Content" live on live.hash = p."liveTemplate"
    left join "Content" bring on bring.hash = p."bringTemplate"
    where p.id = ${id}`;
  if (!row) return null;
  const { liveHash, liveKeyId, liveNonce, liveSealed, liveSize, bringHash, bringKeyId, bringNonce, bringSealed, bringSize, ...plan } = row;
  const [seen, bring] = await Promise.all([
    templateIn(ctx, { hash: liveHash, keyId: liveKeyId, nonce: liveNonce, sealed: liveSealed, size: liveSize }),
    templateIn(ctx, { hash: bringHash, keyId: bringKeyId, nonce: bringNonce, sealed: bringSealed, size: bringSize }),
  ]);
  return { ...plan, seen, bring };
}

async function templateIn(ctx: VaultCtx, row: { [Key in keyof SealedRow]: SealedRow[Key] | null }): Promise<JsonObject> {
  const { hash, keyId, nonce, sealed, size } = row;
  if (hash === null || keyId === null || nonce === null || sealed === null || size === null) {
    throw new AppError("content-missing", "What this plan would bring is not stored any more. Nothing was changed. Look again and decide.");
  }
  return JSON.parse((await ctx.vault.open(ctx, { hash, keyId, nonce, sealed, size })).toString()) as JsonObject;
}
