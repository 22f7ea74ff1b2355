import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { crashing } from "@/lib/health/testing/sightings";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { readRollback } from "./read-rollback";
import type { PlanInput } from "./schemas";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const read = (id: string) => readRollback({ ctx: scene.ctx(), input: { id } });
const plan = (input: PlanInput) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...input } });
async function go(planId: string, reason?: string): Promise<string> {
  const ctx = scene.ctx();
  const started = await confirmRollback({ ctx, input: { planId, typedName: "omniserve", ...(reason !== undefined && { reason }) } });
  if (started.kind !== "started") throw new Error(`it is ${started.kind}`);
  await driveToAccepted({ ctx, run: started.run, seen: started.live });
  return started.rollbackId;
}
/** A run of which nothing reached the cluster. */
async function errored(input: PlanInput = {}): Promise<string> {
  scene.tick(5);
  const cut = () => {
    throw new ClusterError("unreachable", "The connection was refused.", { applied: "no" });
  };
  for (let i = 0; i < 5; i++) scene.cluster.interfere({ before: cut });
  return go((await plan(input)).id, "it promises refunds");
}

describe("trying a run again", () => {
  test("goes to the same release for the same reason, is one run of its own, and both name each other", async () => {
    const id = await errored();
    expect(await read(id)).toMatchObject({ phase: "errored", retryable: true, triedAgainBy: null });
    scene.tick(30);
    const { id: planId, to, again, reason } = await plan({ again: id });
    expect({ version: to.version, again, reason }).toEqual({ version: "1.1.0", again: id, reason: "it promises refunds" });

    const next = await go(planId);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(await read(next)).toMatchObject({ phase: "following", again: id, reason: "it promises refunds" });
    const former = await read(id);
    expect(former).toMatchObject({ phase: "errored", triedAgainBy: next });
    expect(former.remarks[0]?.sentence).toBe("Kim tried it again.");
    const entries = await scene.database.db.auditEntry.findMany({ where: { action: "rollback.confirm" }, orderBy: { seq: "asc" } });
    expect(entries[1]).toMatchObject({ reason: "it promises refunds", after: { rollback: next, again: id } });
  });

  test("asks for the same part of it, whatever has become of the rest; another reason replaces the former", async () => {
    const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    const id = await errored({ releaseId, choice: "code", pinImages: false });
    const { id: planId, choice, to } = await plan({ again: id });
    expect([choice, to.version]).toEqual(["code", "1.1.0"]);
    expect((await read(await go(planId, "and it is slow"))).reason).toBe("and it is slow");
  });

  test("of an undo is an undo", async () => {
    const undone = await recovered(scene);
    scene.tick(60);
    const id = await errored({ undoes: undone });
    expect(await plan({ again: id })).toMatchObject({ undoes: undone, again: id, to: { version: "1.2.0" } });
  });

  test.each<[string, () => Promise<string>, string]>([
    ["one that still runs", () => accepted(scene), "nothing-to-retry"],
    ["one that recovered", () => recovered(scene), "nothing-to-retry"],
    ["one that nobody knows", async () => Promise.resolve("rb_none"), "not-found"],
  ])("is refused of %s", async (_, prepare, code) => {
    const id = await prepare();
    await expect(plan({ again: id })).rejects.toMatchObject({ code });
    expect((await read(id).catch(() => null))?.retryable ?? false).toBe(false);
  });
});

describe("while what a run brings is in trouble", () => {
  test("the next release is offered by name, and after it has failed; trying that again would change nothing", async () => {
    await scene.database.db.release.updateMany({ where: { version: "1.2.0" }, data: { knownGoodAt: scene.now } });
    const ctx = scene.ctx();
    await bring(scene, { version: "1.3.0", by: "kubectl", pods: { ready: false } });
    scene.tick(60);
    const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    const id = await accepted(scene, { releaseId });
    expect((await read(id)).alternative).toBeNull();

    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
    const alternative = { version: "1.2.0", releaseId: expect.any(String) as string };
    expect(await read(id)).toMatchObject({ active: true, alternative });
    scene.tick(601);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
    expect(await read(id)).toMatchObject({ phase: "failed", alternative, retryable: false });
    await expect(planRollback({ ctx, input: { botId: scene.botId, again: id } })).rejects.toMatchObject({ code: "already-live" });
  });
});
