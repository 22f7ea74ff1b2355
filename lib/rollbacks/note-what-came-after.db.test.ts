import { beforeEach, describe, expect, test } from "vitest";
import { listAlarms } from "@/lib/bots/list-alarms";
import { markRelease } from "@/lib/bots/mark-release";
import { readBot } from "@/lib/bots/read-bot";
import { crashing } from "@/lib/health/testing/sightings";
import { advanceRollback } from "./advance-rollback";
import { noteWhatCameAfter } from "./note-what-came-after";
import { readRollback } from "./read-rollback";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

const RESTARTED = { "kubectl.kubernetes.io/restartedAt": "2026-01-31T12:00:00Z" };

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const look = () => noteWhatCameAfter({ ctx: scene.ctx(WORKER) });
const run = (id: string) => readRollback({ ctx: scene.ctx(), input: { id } });
const bot = () => readBot({ ctx: scene.ctx(), input: { id: scene.botId } });
const alarming = async () => (await listAlarms({ ctx: scene.ctx() })).items;
/** What was added to the remarks of a run after its end. */
const added = async (id: string) => {
  const { remarks, endedAt } = await run(id);
  const known = ["Recovered", "The cluster accepted", "Pod ", "The fields"];
  return remarks
    .filter(({ at, sentence }) => at >= (endedAt ?? "") && !known.some((word) => sentence.startsWith(word)))
    .map(({ sentence }) => sentence);
};

describe("a release that is put back after a rollback", () => {
  test.each([
    ["as it was", {}],
    ["with another stamp", RESTARTED],
  ])("raises an alarm, %s, and the run keeps its end and says so after it", async (_, annotations) => {
    const id = await recovered(scene);
    expect([await alarming(), (await bot()).alarm]).toEqual([[], null]);
    scene.tick(120);
    await bring(scene, { version: "1.2.0", by: "argocd-controller", annotations });
    expect(await alarming()).toMatchObject([{ bot: { title: "omniserve" }, version: "1.2.0", by: "argocd-controller", rollbackId: id }]);
    expect(await bot()).toMatchObject({ alarm: { version: "1.2.0" }, target: { kind: "chosen", release: { version: "1.1.0" } } });

    await Promise.all([look(), look(), look()]);
    await look();
    const { phase, sentence, afterwards, remarks } = await run(id);
    expect([phase, sentence, afterwards]).toEqual([
      "recovered",
      "Recovered in 38 s.",
      ["1.2.0 was put back 2 min later by argocd-controller."],
    ]);
    expect(remarks.filter((remark) => remark.sentence.includes("put back"))).toMatchObject([{ tone: "bad" }]);
  });

  test("within the second in which the run ended is still told from what was before it", async () => {
    const id = await recovered(scene);
    await bring(scene, { version: "1.2.0", by: "kubectl", at: new Date(scene.now.getTime() - 60_000) });
    await look();
    expect(await alarming()).toHaveLength(1);
    expect((await run(id)).afterwards).toEqual(["1.2.0 was put back at once by kubectl."]);
  });

  test("within the very second of the rollback is an alarm too: the cluster tells time in whole seconds", async () => {
    const at = scene.now;
    scene.tick(0.7);
    const id = await accepted(scene);
    await bring(scene, { version: "1.1.0", by: "lastgood", at: new Date(at.getTime() - 1_000), isSeen: true });
    await scene.database.db.rollback.update({ where: { id }, data: { phase: "recovered", endedAt: scene.now } });
    await bring(scene, { version: "1.2.0", by: "kubectl", at });
    expect(await alarming()).toMatchObject([{ version: "1.2.0", by: "kubectl", rollbackId: id }]);
  });

  test.each([
    ["before anybody saw that it was gone", false],
    ["after that", true],
  ])("while the run still goes on, %s, ends it as reverted, and is not told twice", async (_, isSeen) => {
    const id = await accepted(scene);
    if (isSeen) await bring(scene, { version: "1.1.0", by: "lastgood", isSeen, pods: { ready: false } });
    scene.tick(2);
    await bring(scene, { version: "1.2.0", by: "argocd-controller" });
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
    await look();
    expect(await run(id)).toMatchObject({ phase: "reverted", afterwards: [] });
    expect(await alarming()).toMatchObject([{ version: "1.2.0", by: isSeen ? "argocd-controller" : null, rollbackId: id }]);
  });

  test("and rolled back from again is an alarm no more; put back again it is told of on the newer run", async () => {
    const first = await recovered(scene);
    scene.tick(60);
    await bring(scene, { version: "1.2.0", by: "argocd" });
    await look();
    const second = await recovered(scene);
    await look();
    expect([await alarming(), await added(second)]).toEqual([[], []]);
    scene.tick(60);
    await bring(scene, { version: "1.2.0", by: "argocd" });
    await look();
    expect([(await run(first)).afterwards.length, (await run(second)).afterwards.length]).toEqual([1, 1]);
    expect(await alarming()).toMatchObject([{ rollbackId: second }]);
  });

  test("ends its alarm when somebody lifts the quarantine", async () => {
    await recovered(scene);
    await bring(scene, { version: "1.2.0", by: "argocd" });
    const [alarm] = await alarming();
    await markRelease({
      ctx: scene.ctx(),
      input: { botId: scene.botId, releaseId: alarm!.releaseId, bad: false, reason: "fixed elsewhere" },
    });
    expect(await alarming()).toEqual([]);
  });
});

describe("no alarm is raised", () => {
  test("by marking what runs, but by its coming back", async () => {
    const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.2.0" } });
    scene.tick(60);
    await markRelease({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId, bad: true, reason: "rude" } });
    expect(await alarming()).toEqual([]);
    scene.tick(60);
    await bring(scene, { version: "1.3.0", by: "ci" });
    scene.tick(60);
    await bring(scene, { version: "1.2.0", by: "ci" });
    expect(await alarming()).toMatchObject([{ by: "ci", rollbackId: null }]);
  });

  test("by a rollback to it, which somebody confirmed with the bot's name", async () => {
    await recovered(scene);
    const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.2.0" } });
    await recovered(scene, { releaseId });
    expect(await alarming()).toEqual([]);
    expect(await bot()).toMatchObject({ live: { release: { quarantine: { by: "Kim" } } } });
  });

  test("by another release, by a restart of the good one, or while a rollback runs", async () => {
    await recovered(scene);
    await bring(scene, { version: "1.1.0", by: "kubectl", annotations: RESTARTED });
    await bring(scene, { version: "1.3.0", by: "ci" });
    expect(await alarming()).toEqual([]);
    await bring(scene, { version: "1.2.0", by: "ci" });
    await accepted(scene);
    expect(await alarming()).toEqual([]);
  });
});

describe("for ten minutes after it recovered", () => {
  test("whatever else is brought, and a turn for the worse, is added to the run", async () => {
    const id = await recovered(scene);
    scene.tick(60);
    await bring(scene, { version: "1.1.0", by: "kubectl", annotations: RESTARTED, pods: { ready: false, containers: [crashing()] } });
    scene.tick(60);
    await bring(scene, { version: "1.3.0", by: "ci-release" });
    await Promise.all([look(), look()]);
    expect(await added(id)).toEqual([
      "1.3.0 was brought 2 min later by ci-release.",
      expect.stringMatching(/^1\.1\.0 turned (failing|degraded) 1 min later\. /) as string,
    ]);
    expect((await run(id)).afterwards).toEqual([]);
  });

  test("also where the worker was away meanwhile; what comes later is not part of it", async () => {
    const id = await recovered(scene);
    expect((await run(id)).watchedUntil).toBe(new Date(scene.now.getTime() + 600_000).toISOString());
    scene.tick(599);
    await bring(scene, { version: "1.3.0", by: "ci-release" });
    scene.tick(2);
    await bring(scene, { version: "1.4.0", by: "ci-release" });
    scene.tick(3_600);
    await look();
    expect(await added(id)).toEqual(["1.3.0 was brought 9 min 59 s later by ci-release."]);
  });
});
