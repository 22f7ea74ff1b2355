import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { markRelease } from "@/lib/bots/mark-release";
import { readBot } from "@/lib/bots/read-bot";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { extendHold } from "./extend-hold";
import { handOverHold } from "./hand-over-hold";
import { liftHold } from "./lift-hold";
import { readRollback } from "./read-rollback";
import { tendHolds } from "./tend-holds";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

const HOUR = 3_600;
const LEE: Actor = { kind: "user", id: "usr_lee", name: "Lee", role: "operator" };
const VIEWER: Actor = { kind: "user", id: "usr_vi", name: "Vi", role: "viewer" };

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const hours = (count: number) => new Date(scene.now.getTime() + count * HOUR * 1_000);
const holds = () => scene.database.db.hold.findMany({ orderBy: { since: "asc" } });
const theHold = async () => (await holds())[0]!;
const run = (id: string) => readRollback({ ctx: scene.ctx(), input: { id } });
const remarks = async (id: string) => (await run(id)).remarks.map(({ sentence }) => sentence);
const tend = () => tendHolds({ ctx: scene.ctx(WORKER) });
const acts = async () =>
  (await scene.database.db.auditEntry.findMany({ orderBy: { seq: "asc" } })).filter(({ action }) => action.startsWith("hold."));

describe("a hold", () => {
  test("is made when the cluster accepts a rollback, by whom and why, and shown on the bot and the run", async () => {
    const id = await accepted(scene, { reason: "wrong answers", as: LEE });
    expect(await holds()).toMatchObject([
      { rollbackId: id, owner: { name: "Lee" }, reason: "wrong answers", since: scene.now, expiresAt: hours(24), endedAt: null },
    ]);
    const shown = { version: "1.2.0", owner: "Lee", expiresAt: hours(24).toISOString(), ended: null };
    expect((await run(id)).hold).toMatchObject(shown);
    expect((await readBot({ ctx: scene.ctx(), input: { id: scene.botId } })).holds).toMatchObject([shown]);
  });

  test("lasts as long as its environment says", async () => {
    await declareEnvironments({ ctx: scene.ctx(), input: { environments: [{ ...PRODUCTION, holdSeconds: 2 * 3_600 }] } });
    await accepted(scene);
    expect((await theHold()).expiresAt).toEqual(hours(2));
  });

  test("of a release that was put back is renewed by the next rollback from it: one stands", async () => {
    await recovered(scene);
    scene.tick(60);
    await bring(scene, { version: "1.2.0", by: "argocd" });
    await recovered(scene, { as: LEE });
    expect(await holds()).toMatchObject([
      { owner: { name: "Kim" }, endedBecause: "renewed", endedBy: { name: "Lee" } },
      { owner: { name: "Lee" }, endedAt: null },
    ]);
    await expect(scene.database.db.$executeRaw`update "Hold" set "endedAt" = null`).rejects.toThrow("Hold_one_open_per_release");
  });

  test("that Argo CD will not mind is said so", async () => {
    if (scene.cluster.live) scene.cluster.live.labels = { "argocd.argoproj.io/instance": "bots" };
    expect(await remarks(await accepted(scene))).toContain("Argo CD syncs this bot: it will probably bring 1.2.0 back.");
  });

  test("ends with the quarantine when somebody says that the release is all right", async () => {
    await recovered(scene);
    const { releaseId } = await theHold();
    await markRelease({ ctx: scene.ctx(LEE), input: { botId: scene.botId, releaseId, bad: false, reason: "it was the database" } });
    expect(await theHold()).toMatchObject({ endedBecause: "lifted", endedBy: { name: "Lee" }, endReason: "it was the database" });
  });
});

describe("by time", () => {
  test("it is reminded of once an hour before, and ends with a remark and an entry, once, however many workers tend it", async () => {
    const id = await recovered(scene);
    const count = async (words: string) => (await remarks(id)).filter((sentence) => sentence.includes(words)).length;
    scene.tick(22.9 * HOUR);
    await tend();
    expect(await count("The hold ends in")).toBe(0);
    scene.tick(0.1 * HOUR);
    await Promise.all([tend(), tend(), tend()]);
    expect(await count("The hold ends in")).toBe(1);
    expect((await theHold()).endedAt).toBeNull();

    scene.tick(HOUR);
    await Promise.all([tend(), tend(), tend()]);
    await tend();
    expect(await theHold()).toMatchObject({ endedAt: scene.now, endedBecause: "expired", endedBy: WORKER });
    expect(await count("The hold of 1.2.0 ended: its time was over.")).toBe(1);
    expect(await acts()).toMatchObject([{ action: "hold.expire", actor: WORKER, subject: "1.2.0 of omniserve in Production" }]);
    expect(await scene.database.db.quarantine.count({ where: { liftedAt: null } })).toBe(1);
  });

  test("one that is extended is reminded of again", async () => {
    const id = await recovered(scene);
    scene.tick(23.5 * HOUR);
    await tend();
    await extendHold({ ctx: scene.ctx(LEE), input: { id: (await theHold()).id, hours: 24 } });
    expect((await theHold()).expiresAt).toEqual(hours(24));
    scene.tick(23.5 * HOUR);
    await tend();
    expect((await remarks(id)).filter((sentence) => sentence.startsWith("The hold ends in"))).toHaveLength(2);
  });
});

describe("somebody", () => {
  test("lifts it, with a reason, on the record; the release stays in quarantine", async () => {
    const id = await recovered(scene, { reason: "wrong answers" });
    const hold = await liftHold({ ctx: scene.ctx(LEE), input: { id: (await theHold()).id, reason: "fixed in the model" } });
    expect(hold.ended).toEqual({ at: scene.now.toISOString(), by: "Lee", because: "lifted", reason: "fixed in the model" });
    expect(await remarks(id)).toContain("Lee lifted the hold of 1.2.0: “fixed in the model”.");
    expect(await acts()).toMatchObject([
      { action: "hold.lift", actor: { name: "Lee" }, reason: "fixed in the model", before: { owner: "Kim" } },
    ]);
    expect(await scene.database.db.quarantine.count({ where: { liftedAt: null } })).toBe(1);
  });

  test("hands it over to a person who may roll back, and to nobody else", async () => {
    await recovered(scene);
    const { id } = await theHold();
    const people = [
      ["lee", "operator", null],
      ["vi", "viewer", null],
      ["gone", "lead", scene.now],
    ] as const;
    for (const [name, role, disabledAt] of people) {
      const data = { id: `usr_${name}`, name, email: `${name}@example.com`, role, disabledAt, createdAt: scene.now, passwordHash: "none" };
      await scene.database.db.user.create({ data });
    }
    const handOver = (email: string) => handOverHold({ ctx: scene.ctx(), input: { id, email } });
    for (const email of ["vi@example.com", "gone@example.com", "nobody@example.com"])
      await expect(handOver(email)).rejects.toMatchObject({ code: "bad-input" });
    expect(await theHold()).toMatchObject({ owner: { name: "Kim" } });
    expect(await handOver("Lee@example.com")).toMatchObject({ owner: "lee" });
    expect(await acts()).toMatchObject([{ action: "hold.hand-over", before: { owner: "Kim" }, after: { owner: "lee" } }]);
  });

  test("does nothing to one that has ended, or without the right to", async () => {
    await recovered(scene);
    const { id } = await theHold();
    const verbs = [
      (as: Actor) => liftHold({ ctx: scene.ctx(as), input: { id, reason: "no reason" } }),
      (as: Actor) => extendHold({ ctx: scene.ctx(as), input: { id, hours: 1 } }),
    ];
    for (const verb of verbs) await expect(verb(VIEWER)).rejects.toMatchObject({ code: "forbidden" });
    await Promise.allSettled([verbs[0]!(LEE), verbs[0]!(LEE)]);
    for (const verb of verbs) await expect(verb(LEE)).rejects.toMatchObject({ code: "hold-ended" });
    expect(await acts()).toHaveLength(1);
    await expect(liftHold({ ctx: scene.ctx(), input: { id: "hold_none", reason: "x" } })).rejects.toMatchObject({ code: "not-found" });
  });
});
