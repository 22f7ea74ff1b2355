import pino from "pino";
import type { BotCtx } from "@/lib/bots/ctx";
import { openClusters } from "@/lib/cluster/clusters";
import { AppError } from "@/lib/platform/app-error";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";

export type ToClicker = { kind: "open"; databaseUrl: string; kubeconfig: string } | { kind: "click"; planId: string; typedName: string };
export type FromClicker = { kind: "ready" } | { kind: "done"; rollbackId: string } | { kind: "failed"; why: string };

/** A process that confirms one plan and carries it to accepted, as a route does, over connections that were warm before. It ends with its parent. */
let ctx: BotCtx | undefined;

async function open({ databaseUrl, kubeconfig }: Extract<ToClicker, { kind: "open" }>): Promise<void> {
  const log = pino({ level: "silent" });
  const db = openDatabase(databaseUrl, { max: 3 });
  const clusters = openClusters({ kubeconfig, inCluster: false, log });
  const actor = { kind: "user", id: "usr_kim", name: "Kim", role: "operator" } as const;
  ctx = { actor, db, clusters, vault: testVault(), clock: systemClock, log, requestId: newId("req") };
  const pauses = Array.from({ length: 3 }, () => db.$queryRaw`select pg_sleep(0.05)::text`);
  await Promise.all([...pauses, clusters.of({ name: "production", context: null }).version()]);
}

async function click({ planId, typedName }: Extract<ToClicker, { kind: "click" }>): Promise<FromClicker> {
  if (!ctx) throw new Error("nothing is open");
  const confirmation = await confirmRollback({ ctx, input: { planId, typedName } });
  if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return { kind: "done", rollbackId: confirmation.rollbackId };
}

process.on("message", (message: ToClicker) => {
  const say = (words: FromClicker) => void process.send?.(words);
  const answer = message.kind === "open" ? open(message).then((): FromClicker => ({ kind: "ready" })) : click(message);
  answer.then(say, (error: unknown) => say({ kind: "failed", why: error instanceof AppError ? error.code : String(error) }));
});
process.on("disconnect", () => process.exit());
