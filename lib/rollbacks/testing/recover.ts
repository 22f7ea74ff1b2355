import { wrote } from "@/lib/bots/testing/watched-bot";
import type { Actor } from "@/lib/access/types";
import type { Pod } from "@/lib/cluster/types";
import { pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { advanceRollback } from "../advance-rollback";
import { confirmRollback } from "../confirm-rollback";
import { driveToAccepted } from "../drive-to-accepted";
import { planRollback } from "../plan-rollback";
import { WORKER, type Scene } from "./scene";

type Asked = { releaseId?: string; undoes?: string; reason?: string; as?: Actor };

/** Rolls the scene's bot back as the route does; the cluster has accepted it when this returns. */
export async function accepted(scene: Scene, { releaseId, undoes, reason, as }: Asked = {}): Promise<string> {
  const ctx = scene.ctx(as);
  const asked = { ...(releaseId !== undefined && { releaseId }), ...(undoes !== undefined && { undoes }) };
  const { id: planId } = await planRollback({ ctx, input: { botId: scene.botId, ...asked } });
  const input = { planId, typedName: "omniserve", ...(reason !== undefined && { reason }) };
  const confirmation = await confirmRollback({ ctx, input });
  if (confirmation.kind !== "started") throw new Error(`the rollback is ${confirmation.kind}`);
  await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return confirmation.rollbackId;
}

/** The same, to its good end after 38 s. */
export async function recovered(scene: Scene, asked: Asked = {}): Promise<string> {
  const rollbackId = await accepted(scene, asked);
  const { toReleaseId } = await scene.database.db.rollback.findUniqueOrThrow({ where: { id: rollbackId } });
  const { version } = await scene.database.db.release.findUniqueOrThrow({ where: { id: toReleaseId } });
  const at = scene.now;
  scene.tick(38);
  await bring(scene, { version, by: "lastgood", at, isSeen: true });
  await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: scene.snapshot() } });
  return rollbackId;
}

/** Somebody brings a version, with these annotations on its template, and the worker sees it. `isSeen`: the cluster has it already. */
export async function bring(
  scene: Scene,
  input: { version: string; by: string; annotations?: Record<string, string>; at?: Date; isSeen?: boolean; pods?: Partial<Pod> },
): Promise<void> {
  const { cluster, now } = scene;
  const { version, by, annotations, at = now, isSeen = false, pods = {} } = input;
  const generation = (cluster.live?.generation ?? 0) + (isSeen ? 0 : 1);
  const brought = template(version, annotations);
  const fieldOwners = wrote(by, at);
  const up = pods.ready === false ? 0 : 3;
  const counts = { updated: 3, available: up, ready: up };
  cluster.live = workload({ ...cluster.live, template: brought, generation, observedGeneration: generation, ...counts, fieldOwners });
  cluster.revisions = [
    replicaSet(version, generation, { template: brought, createdAt: at }),
    ...cluster.revisions.filter(({ uid }) => uid !== `rs-${version}`),
  ];
  cluster.pods = ["a", "b", "c"].map((name) => pod(`${version}-${name}`, version, { createdAt: now, startedAt: now, ...pods }));
  await scene.observe();
}
