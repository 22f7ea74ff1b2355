import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { template } from "@/lib/health/testing/sightings";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import { advanceRollback } from "../advance-rollback";
import { confirmRollback } from "../confirm-rollback";
import { planRollback } from "../plan-rollback";
import { configScene } from "../testing/config-scene";
import { Scene, WORKER } from "../testing/scene";
import { openJournal, type Journal } from "./journal";
import { reconcileOffline } from "./reconcile";
import { refreshIndex, refreshPlans } from "./refresh-spool";
import { rollBackOffline } from "./roll-back-offline";
import { openSpool, type Spool } from "./spool";

let scene: Scene;
let dataDir: string;
let journal: Journal;
let spool: Spool;

const open = async (opening: () => Promise<Scene>) => {
  scene = await opening();
  dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-offline-"));
  journal = openJournal({ dataDir, secretKey: TEST_SECRET_KEY });
  spool = openSpool({ dataDir, secretKey: TEST_SECRET_KEY });
  await refresh();
};
const refresh = async () => {
  await refreshIndex(scene.ctx(WORKER), spool);
  await refreshPlans(scene.ctx(WORKER), spool, { botIds: null, freshness: new Map() });
};
afterEach(async () => {
  await scene.close();
  rmSync(dataDir, { recursive: true });
});

const planned = () => {
  const entry = spool.entry(scene.botId);
  if (!entry || !("plan" in entry)) throw new Error(entry?.because ?? "nothing is kept");
  return entry.plan;
};
const offline = () =>
  rollBackOffline(
    { clusters: scene.cluster.clusters, clock: { now: () => scene.now } },
    { plan: planned(), journal, by: "root", reason: "it crashes" },
  );
const reconcile = () => reconcileOffline(scene.ctx(WORKER), journal);
const runs = () => scene.database.db.rollback.findMany({ include: { remarks: true } });
const audit = () => scene.database.db.auditEntry.findMany({ where: { action: { startsWith: "rollback." } }, orderBy: { seq: "asc" } });
/** What a kill right after it leaves behind. */
const forgetOutcome = () => journal.all().forEach((act) => journal.write({ ...act, outcome: null }));

describe("offline", () => {
  beforeEach(() => open(() => Scene.open()));

  test("does the same write, and is written down once when the database is back, then followed to its end", async () => {
    const { id, outcome } = await offline();
    expect(outcome.kind).toBe("accepted");
    expect(scene.cluster.writes).toHaveLength(1);
    expect(scene.cluster.live).toMatchObject({ template: template("1.1.0"), annotations: { "lastgood.dev/rollback": id } });
    expect(await runs()).toEqual([]);

    scene.tick(3_600);
    expect(await reconcile()).toMatchObject([{ id, to: "1.1.0" }]);
    expect(await reconcile()).toEqual([]);
    expect(await runs()).toMatchObject([
      { id, phase: "following", reason: "it crashes", startedBy: { job: "command line, offline, by root" } },
    ]);
    expect(await scene.database.db.quarantine.count({ where: { rollbackId: id } })).toBe(1);

    await scene.run("1.1.0");
    for (let turn = 0; turn < 2; turn++) {
      await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
      scene.tick(60);
    }
    const [run] = await runs();
    expect(run).toMatchObject({ phase: "recovered" });
    expect(run?.remarks.map(({ sentence }) => sentence).join()).toContain(
      "Done at the terminal by root while the database was gone, and written down 1 h later",
    );
    expect((await audit()).map(({ action }) => action)).toEqual(["rollback.confirm", "rollback.recovered"]);
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("killed after the write, it is known by its id on the object", async () => {
    const { id } = await offline();
    forgetOutcome();
    await reconcile();
    expect(await runs()).toMatchObject([{ id, phase: "following" }]);
  });

  test("killed before the write, it ends as errored, and nobody sends it later", async () => {
    scene.cluster.interfere({
      before: () => {
        throw new ClusterError("timeout", "The cluster did not answer within 5 s.", { applied: "no" });
      },
    });
    const { live } = scene.cluster;
    await offline();
    scene.cluster.live = live;
    scene.cluster.writes.length = 0;
    forgetOutcome();
    await reconcile();
    expect(await runs()).toMatchObject([
      { phase: "errored", sentence: expect.stringContaining("does not show that it was done") as string },
    ]);
    expect(scene.cluster.writes).toEqual([]);
  });

  test("killed between writing it down and forgetting it, it is written down once", async () => {
    await offline();
    const acts = journal.all();
    await reconcile();
    acts.forEach((act) => journal.write(act));
    expect(await reconcile()).toMatchObject([{ sentence: "It was written down before." }]);
    expect(await runs()).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  test("two processes at once write it down once", async () => {
    await offline();
    await Promise.all([reconcile(), reconcile(), reconcile()]);
    expect(await runs()).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  test("refuses where another release came, and that is on the record too", async () => {
    scene.cluster.deploy(template("1.3.0"));
    const { outcome } = await offline();
    expect(outcome).toMatchObject({ kind: "superseded", sentence: expect.stringContaining("Nothing was changed.") as string });
    expect(scene.cluster.writes).toEqual([]);
    await reconcile();
    expect(await runs()).toMatchObject([{ phase: "superseded" }]);
  });

  test("an answer that was lost is read back", async () => {
    scene.cluster.interfere({
      after: () => {
        throw new ClusterError("timeout", "The cluster did not answer within 5 s.", { applied: "unknown" });
      },
    });
    expect((await offline()).outcome.kind).toBe("accepted");
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("waits for another rollback of the bot, and for a cluster that is out of sight", async () => {
    await offline();
    forgetOutcome();
    scene.cluster.unreachable = () => new ClusterError("unreachable", "The cluster refused the connection.", { applied: "no" });
    expect(await reconcile()).toEqual([]);
    scene.cluster.unreachable = null;

    await scene.run("1.1.0");
    await scene.run("1.2.0");
    const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    const { id: planId, needsTypedName } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId } });
    await confirmRollback({ ctx: scene.ctx(), input: { planId, ...(needsTypedName && { typedName: "omniserve" }) } });
    expect(await reconcile()).toEqual([]);
    expect([journal.all().length, await scene.database.db.rollbackPlan.count()]).toEqual([1, 1]);
  });
});

describe("what is kept", () => {
  test("is worked out anew when what it is made of changes, and only then", async () => {
    await open(() => Scene.open());
    const freshness = new Map();
    const again = () => refreshPlans(scene.ctx(WORKER), spool, { botIds: [scene.botId], freshness });
    await again();
    const { madeAt } = planned();
    scene.tick(30);
    await again();
    expect(planned().madeAt).toBe(madeAt);
    await scene.database.db.release.updateMany({ where: { version: "1.1.0" }, data: { knownGoodAt: null, availableAt: null } });
    await again();
    expect(spool.entry(scene.botId)).toMatchObject({ because: expect.stringContaining("No release") as string });
    await scene.database.db.release.updateMany({ where: { version: "1.1.0" }, data: { knownGoodAt: scene.now } });
    scene.cluster.deploy(template("1.3.0"));
    await again();
    expect(spool.entry(scene.botId)).toMatchObject({ because: expect.stringContaining("not recorded yet") as string });
    await scene.run("1.3.0");
    await again();
    expect(planned()).toMatchObject({ from: { version: "1.3.0" }, to: { version: "1.1.0" } });
  });

  test("records nothing and writes nothing, and holds the config that comes back", async () => {
    await open(configScene);
    const plan = planned();
    expect(plan).toMatchObject({ from: { version: "2.2.0" }, to: { version: "2.1.0" }, copies: [{ of: "rules" }] });
    expect(Object.values(plan.contents).map((base64) => Buffer.from(base64, "base64").toString())).toContain("0.7");
    expect([scene.cluster.writes, scene.cluster.created, await scene.database.db.rollbackPlan.count()]).toEqual([[], [], 0]);
    expect((await offline()).outcome.kind).toBe("accepted");
    expect(scene.cluster.created).toMatchObject([{ name: plan.copies[0]?.name, data: { threshold: "0.7" } }]);
  });

  test("forgets bots that are gone", async () => {
    await open(() => Scene.open());
    await scene.database.db.bot.updateMany({ data: { archivedAt: scene.now } });
    await refresh();
    expect([spool.entry(scene.botId), spool.index()?.bots]).toEqual([null, []]);
  });
});
