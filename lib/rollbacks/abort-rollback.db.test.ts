import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { abortRollback } from "./abort-rollback";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { accepted, recovered } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const abort = (id: string) => abortRollback({ ctx: scene.ctx(), input: { id, reason: "wrong bot" } });
const look = (rollbackId: string) =>
  advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: scene.snapshot() } });

async function begin() {
  const ctx = scene.ctx();
  const { id: planId } = await planRollback({ ctx, input: { botId: scene.botId } });
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind !== "started") throw new Error(`it is ${confirmation.kind}`);
  return { ctx, id: confirmation.rollbackId, run: confirmation.run, seen: confirmation.live };
}
/** For how long the one who drives it may still send something. */
const leaseLeft = (id: string, seconds: number) =>
  scene.database.db
    .$executeRaw`update "Rollback" set "leaseUntil" = now() at time zone 'utc' + ${seconds} * interval '1 second' where id = ${id}`;

describe("stopping a run", () => {
  test("that the cluster has not heard of: nothing was changed, and nobody sends it any more", async () => {
    const { id } = await begin();
    await leaseLeft(id, 0);
    expect(await abort(id)).toMatchObject({
      phase: "aborted",
      acceptedAt: null,
      sentence: "Kim stopped it: “wrong bot”. The cluster had not been changed, and nothing is sent any more.",
    });
    await look(id);
    expect(scene.cluster.writes).toEqual([]);
  });

  test("whose change is under way: it is waited for and read back", async () => {
    const { ctx, id, run, seen } = await begin();
    await leaseLeft(id, 0.5);
    const stopping = abort(id);
    await driveToAccepted({ ctx, run, seen });
    expect(await stopping).toMatchObject({
      phase: "aborted",
      acceptedAt: expect.any(String) as string,
      sentence: expect.stringContaining("goes on bringing 1.1.0") as string,
    });
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("while the cluster does not answer: nobody claims to know", async () => {
    const { id } = await begin();
    await leaseLeft(id, 0);
    scene.cluster.unreachable = () => new ClusterError("timeout", "no answer");
    expect((await abort(id)).sentence).toContain("nobody can tell whether the change had arrived");
  });

  test("that was accepted: Lastgood stops following, the cluster goes on; two clicks are one end on the record", async () => {
    const id = await accepted(scene);
    const [one, other] = await Promise.allSettled([abort(id), abort(id)]);
    expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
    await scene.run("1.1.0");
    await look(id);
    expect(await scene.database.db.rollback.findUniqueOrThrow({ where: { id } })).toMatchObject({
      phase: "aborted",
      sentence: expect.stringContaining("goes on bringing 1.1.0") as string,
    });
    const entries = await scene.database.db.auditEntry.findMany({ where: { action: "rollback.aborted" } });
    expect(entries).toMatchObject([{ reason: "wrong bot" }]);
  });

  test("is refused after its end, and to who may not roll back", async () => {
    const id = await recovered(scene);
    await expect(abort(id)).rejects.toMatchObject({ code: "conflict" });
    const sam = scene.ctx({ kind: "user", id: "usr_sam", name: "Sam", role: "viewer" });
    await expect(abortRollback({ ctx: sam, input: { id, reason: "x" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});
