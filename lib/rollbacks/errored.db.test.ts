import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { crashing } from "@/lib/health/testing/sightings";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { noteWhatCameAfter } from "./note-what-came-after";
import { planRollback } from "./plan-rollback";
import { readRollback } from "./read-rollback";
import { accepted, bring } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const read = (id: string) => readRollback({ ctx: scene.ctx(), input: { id } });
const look = (rollbackId: string, snapshot: ReturnType<Scene["snapshot"]> | undefined = scene.snapshot()) =>
  advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot } });
const blindLook = (rollbackId: string) =>
  advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: undefined } });
const later = () => noteWhatCameAfter({ ctx: scene.ctx(WORKER) });
const heard = (problem: string | null = null) =>
  scene.database.db.environment.updateMany({ data: { problem, ...(problem === null && { heardAt: scene.now }) } });
const thrown = (...of: ConstructorParameters<typeof ClusterError>) => {
  throw new ClusterError(...of);
};

async function click(): Promise<string> {
  const ctx = scene.ctx();
  const { id: planId } = await planRollback({ ctx, input: { botId: scene.botId } });
  const started = await confirmRollback({ ctx, input: { planId } });
  if (started.kind !== "started") throw new Error(`it is ${started.kind}`);
  await driveToAccepted({ ctx, run: started.run, seen: started.live });
  return started.rollbackId;
}

/** A run whose change was sent, whose answer got lost, and whose cluster stayed silent until nobody could tell. `arrives`: whether it was applied. */
async function doubted(arrives: boolean): Promise<string> {
  const silent = () => {
    scene.cluster.unreachable = () => new ClusterError("timeout", "no answer");
    thrown("timeout", "no answer", { applied: "unknown" });
  };
  scene.cluster.interfere(arrives ? { after: silent } : { before: silent });
  const id = await click();
  scene.tick(601);
  await look(id);
  return id;
}

describe("an answer that says for sure that nothing was applied", () => {
  test.each(["unauthorized", "forbidden"] as const)("%s: ends the run at once, without another try, in words", async (reason) => {
    await heard();
    scene.tick(4);
    scene.cluster.interfere({ before: () => thrown(reason, "The cluster does not let Lastgood in.", { applied: "no" }) });
    const { phase, sentence, known, toDo } = await read(await click());
    expect([phase, sentence]).toEqual(["errored", "The cluster does not let Lastgood in. Nothing was changed. Try again, or use kubectl."]);
    expect(scene.pauses).toEqual([]);
    expect(known).toEqual([
      "Nothing of this run was applied: nothing was sent, or every answer was a refusal.",
      "The cluster was last heard 4.0 s before this end: by then 0 of 3 pods ran 1.2.0 and were ready.",
    ]);
    expect(toDo[0]).toContain("omniserve runs on as it was.");
  });

  test("does not end one whose former try may have been applied", async () => {
    scene.cluster.interfere({ after: () => thrown("timeout", "no answer", { applied: "unknown" }) });
    scene.cluster.interfere({ before: () => thrown("unauthorized", "not let in", { applied: "no" }) });
    expect(await read(await click())).toMatchObject({ phase: "following", known: [], toDo: [] });
    expect(scene.cluster.writes).toHaveLength(1);
  });
});

describe("a run of which nobody can tell whether its change arrived", () => {
  test("says so, what was seen last, and how to find out", async () => {
    const id = await doubted(false);
    const { phase, known, toDo } = await read(id);
    expect([phase, known[0]]).toEqual(["errored", "The change was sent, or may have been, and no answer says whether it arrived."]);
    expect(known[1]).toBe("No worker has heard from this cluster.");
    expect(toDo[1]).toContain(`prints ${id} if it arrived.`);
  });

  test.each([
    ["had arrived", true, "The change had arrived: 1.1.0 was brought."],
    ["had not", false, "The change had not arrived: 1.2.0 still ran when the cluster was in sight again."],
  ])("is told once the cluster is in sight again that it %s; its end stays as it was", async (_, arrives, sentence) => {
    const id = await doubted(arrives);
    const { sentence: end } = await read(id);
    await heard("The cluster does not answer.");
    scene.tick(60);
    await scene.database.db.bot.updateMany({ data: { verdict: "unknown", sightAt: scene.now } });
    await later();
    scene.cluster.unreachable = null;
    scene.tick(1);
    await heard();
    await later();
    expect((await read(id)).afterwards).toEqual([]);

    if (arrives) await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
    else await bring(scene, { version: "1.2.0", by: "kubectl", isSeen: true });
    await Promise.all([later(), later()]);
    expect(await read(id)).toMatchObject({ phase: "errored", sentence: end, afterwards: [sentence] });
  });
});

describe("X17 what comes true after the end is added", () => {
  test("to a run that failed at its deadline: how long after it all pods ran the target and were healthy", async () => {
    const id = await accepted(scene);
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
    scene.tick(600);
    await look(id);
    const failed = await read(id);
    expect(failed).toMatchObject({ phase: "failed", afterwards: [] });
    scene.tick(60);
    await later();
    expect((await read(id)).afterwards).toEqual([]);

    scene.tick(660);
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
    await Promise.all([later(), later()]);
    scene.tick(60);
    await later();
    const { phase, sentence, endedAt, afterwards } = await read(id);
    expect({ phase, sentence, endedAt }).toEqual({ phase: "failed", sentence: failed.sentence, endedAt: failed.endedAt });
    expect(afterwards).toEqual(["12 min after the deadline all pods ran 1.1.0 and were healthy."]);
  });

  test("to one that errored because the cluster was out of sight", async () => {
    const id = await accepted(scene);
    await heard();
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
    scene.tick(601);
    await blindLook(id);
    const errored = await read(id);
    expect(errored.phase).toBe("errored");
    expect(errored.known).toEqual([
      "The cluster accepted 1.1.0 10 min 1 s before this end, and goes on by itself with what it was told.",
      "The cluster was last heard 10 min 1 s before this end: by then 0 of 3 pods ran 1.1.0 and were ready.",
    ]);
    scene.tick(30);
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true });
    await later();
    expect((await read(id)).afterwards).toEqual(["30 s after that all pods ran 1.1.0 and were healthy."]);
  });

  test("but not where another release came up", async () => {
    const id = await accepted(scene);
    await bring(scene, { version: "1.1.0", by: "lastgood", isSeen: true, pods: { ready: false, containers: [crashing()] } });
    scene.tick(600);
    await look(id);
    await bring(scene, { version: "1.3.0", by: "ci" });
    scene.tick(60);
    await later();
    expect((await read(id)).afterwards).toEqual([]);
  });
});
