import { beforeEach, describe, expect, test, vi } from "vitest";
import { reading, rules } from "@/lib/bots/testing/config-bot";
import { PRODUCTION, running, watched, type Watched } from "@/lib/bots/testing/watched-bot";
import type { Environment, Snapshot } from "@/lib/bots/types";
import type { Workload } from "@/lib/cluster/types";
import { crashing, down, pod, pods, replicaSet } from "@/lib/health/testing/sightings";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

let bots: Watched;
let cluster: FakeWatch;
const open: EnvironmentWatcher[] = [];
const SILENT = "The cluster does not answer.";

/** A bot that is all its own: revisions and pods of no other. */
function bot(name: string, more: { workload?: Partial<Workload>; ready?: boolean; namespace?: string } = {}): Snapshot {
  const { ready = true, namespace = "support" } = more;
  const uid = `uid-${name}`;
  const rs = replicaSet("1.1.0", 1, { uid: `rs-${name}`, ownerUid: uid, namespace });
  const own = pods("1.1.0", `${name}-1 ${name}-2 ${name}-3`, { ownerUid: rs.uid, namespace, ready });
  return running("1.1.0", {
    revisions: [rs],
    pods: own,
    workload: { uid, ref: { namespace, kind: "Deployment", name }, ...more.workload },
  });
}
function watcher(more: { environment?: Environment; continuous?: boolean; db?: unknown } = {}): EnvironmentWatcher {
  const { environment = PRODUCTION, continuous = false, db = bots.db } = more;
  const made = new EnvironmentWatcher({
    ctx: { ...bots.ctx, db: db as typeof bots.db, clusters: cluster.clusters },
    environment,
    holder: "wrk_test",
    continuous,
  });
  open.push(made);
  made.start();
  return made;
}
const verdicts = async () =>
  Object.fromEntries((await bots.db.bot.findMany()).map(({ name, verdict, archivedAt }) => [name, archivedAt ? "archived" : verdict]));
const become = (expected: Record<string, string>) =>
  vi.waitFor(async () => expect(await verdicts()).toEqual(expected), { timeout: 5_000, interval: 15 });
const tick = (one: EnvironmentWatcher) => one.tick(new Map());

beforeEach(async () => {
  bots = await watched();
  cluster = new FakeWatch();
  return async () => {
    await Promise.all(open.splice(0).map((one) => one.stop()));
    await bots.database.drop();
  };
});

describe("an environment that is watched", () => {
  test("has its bots recorded once their lists have come", async () => {
    bots.advance(60);
    watcher();
    cluster.list(bot("omniserve"), bot("greeter", { ready: false, workload: { available: 0 } }));
    await become({ omniserve: "healthy", greeter: "failing" });
    expect(await bots.counts()).toMatchObject({ bots: 2, releases: 2, rollouts: 2 });
  });

  test("follows what changes", async () => {
    watcher();
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy" });
    cluster.say({ type: "changed", item: { kind: "Pod", object: down("omniserve-1", "1.1.0", crashing(), { ownerUid: "rs-omniserve" }) } });
    await become({ omniserve: "degraded" });
  });

  test("archives a bot that is deleted, or no longer named by a list, and welcomes it back", async () => {
    watcher();
    cluster.list(bot("omniserve"), bot("greeter"));
    await become({ omniserve: "healthy", greeter: "healthy" });
    cluster.say({ type: "gone", kind: "Deployment", uid: "uid-greeter", namespace: "support", name: "greeter" });
    await become({ omniserve: "healthy", greeter: "archived" });
    cluster.list(bot("greeter"));
    await become({ omniserve: "archived", greeter: "healthy" });
  });

  test("archives a bot whose labels no longer count it among them", async () => {
    const environment = { ...PRODUCTION, selector: "bot=yes" };
    watcher({ environment });
    const labelled = bot("omniserve", { workload: { labels: { bot: "yes" } } });
    cluster.list(labelled, bot("website"));
    await become({ omniserve: "healthy" });
    cluster.change({ ...labelled, workload: { ...labelled.workload, labels: {} } });
    await become({ omniserve: "archived" });
  });

  test("is all but the system's namespaces when it says so", async () => {
    watcher({ environment: { ...PRODUCTION, namespaces: ["*"] } });
    cluster.list(bot("omniserve"), bot("seller", { namespace: "sales" }), bot("coredns", { namespace: "kube-system" }));
    await become({ omniserve: "healthy", seller: "healthy" });
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy", seller: "archived" });
    expect(cluster.asked).toEqual([null]);
  });

  test("archives nothing of a namespace whose list has not come", async () => {
    const environment = { ...PRODUCTION, namespaces: ["support", "sales"] };
    const first = watcher({ environment });
    cluster.list(bot("omniserve"), bot("seller", { namespace: "sales" }));
    await become({ omniserve: "healthy", seller: "healthy" });
    await first.stop();

    watcher({ environment, continuous: true });
    for (const kind of ["Deployment", "ReplicaSet", "Pod"] as const)
      cluster.say({ type: "synced", kind, namespace: "support", objects: [] });
    await become({ omniserve: "archived", seller: "healthy" });
  });
});

describe("a worker that starts again", () => {
  const healthySince = async () => (await bots.openRollout()).healthySince;

  test.each([
    ["at once: what health has proved still counts", true],
    ["after a while: health begins anew", false],
  ])("%s", async (_, continuous) => {
    const first = watcher();
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy" });
    const [before, counts] = [await healthySince(), await bots.counts()];
    await first.stop();
    bots.advance(60);

    watcher({ continuous });
    cluster.list(bot("omniserve"));
    await vi.waitFor(async () => expect((await bots.db.bot.findFirstOrThrow()).sightAt).toEqual(bots.ctx.clock.now()));
    expect(await bots.counts()).toEqual(counts);
    expect((await healthySince())?.getTime()).toBe(continuous ? before?.getTime() : bots.ctx.clock.now().getTime());
  });
});

describe("a ConfigMap that a template refers to, and no watch has shown", () => {
  const config = async () =>
    (await bots.db.rollout.findMany({ orderBy: { since: "asc" }, select: { release: { select: { config: true } } } })).map(
      ({ release }) => (release.config as { state: string }[])[0]?.state,
    );

  test("is asked for: it may have been made just before, and makes no release without it", async () => {
    const map = rules({ mode: "kind" });
    cluster.configMaps.set("rules", map);
    watcher();
    cluster.list(reading("1.1.0", null));
    await become({ omniserve: "healthy" });
    expect(await config()).toEqual(["recorded"]);
    cluster.say({ type: "changed", item: { kind: "ConfigMap", object: map } });
    cluster.configMaps.delete("rules");
    cluster.say({ type: "gone", kind: "ConfigMap", ...map });
    await vi.waitFor(async () => expect(await config()).toEqual(["recorded", "missing"]));
  });

  test("is asked for once where it is not there", async () => {
    watcher();
    cluster.list(reading("1.1.0", null));
    await become({ omniserve: "healthy" });
    cluster.change(reading("1.1.0", null, { pods: [down("a", "1.1.0", crashing())] }));
    await become({ omniserve: "degraded" });
    expect(await config()).toEqual(["missing"]);
    expect(cluster.askedFor).toEqual(["rules"]);
  });
});

describe("a cluster out of sight", () => {
  test("makes verdicts unknown after a while, and known again when it is back, though it has nothing new to tell", async () => {
    const one = watcher();
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy" });
    await one.recordSight();

    cluster.fall(SILENT);
    bots.advance(20);
    await one.recordSight();
    expect(await verdicts()).toEqual({ omniserve: "healthy" });
    bots.advance(10);
    await one.recordSight();
    expect(await bots.db.bot.findFirstOrThrow()).toMatchObject({ verdict: "unknown", verdictReasons: [SILENT] });

    bots.advance(60);
    cluster.rise(bots.ctx.clock.now());
    await one.recordSight();
    tick(one);
    await become({ omniserve: "healthy" });
    expect((await bots.openRollout()).healthySince).toEqual(bots.ctx.clock.now());
    expect(await bots.db.environment.findFirstOrThrow()).toMatchObject({ problem: null, heardAt: bots.ctx.clock.now() });
  });

  test("in its ConfigMaps: bots are seen, the environment says what is missing, and health is not in doubt", async () => {
    const one = watcher();
    const reading = { spec: { containers: [{ name: "bot", envFrom: [{ configMapRef: { name: "words" } }] }] } };
    const { workload, revisions, pods: own } = bot("omniserve", { workload: { template: reading } });
    cluster.say({ type: "synced", kind: "Deployment", namespace: "support", objects: [{ kind: "Deployment", object: workload }] });
    cluster.say({
      type: "synced",
      kind: "ReplicaSet",
      namespace: "support",
      objects: revisions.map((object) => ({ kind: "ReplicaSet", object: { ...object, template: reading } })),
    });
    cluster.say({ type: "synced", kind: "Pod", namespace: "support", objects: own.map((object) => ({ kind: "Pod", object })) });
    tick(one);
    expect(await verdicts()).toEqual({});
    cluster.say({ type: "problem", kind: "ConfigMap", namespace: "support", sentence: "Lastgood may not watch configmaps." });
    await become({ omniserve: "healthy" });
    bots.advance(60);
    await one.recordSight();
    expect(await bots.db.environment.findFirstOrThrow()).toMatchObject({ problem: "Lastgood may not watch configmaps." });
    expect(await verdicts()).toEqual({ omniserve: "healthy" });
  });

  test("in part: what the other lists still say does not make a bot healthy", async () => {
    const one = watcher();
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy" });
    cluster.say({ type: "problem", kind: "Pod", namespace: "support", sentence: "Lastgood may not list pods." });
    bots.advance(30);
    await one.recordSight();
    await become({ omniserve: "unknown" });

    cluster.change(
      running("1.2.0", {
        revisions: [],
        pods: [],
        workload: { ...bot("omniserve").workload, template: { spec: {} }, generation: 2, observedGeneration: 2 },
      }),
    );
    await vi.waitFor(async () => expect(await bots.db.rollout.count()).toBe(2));
    cluster.change(bot("omniserve", { workload: { generation: 3, observedGeneration: 3 } }));
    await vi.waitFor(async () => expect(await bots.db.rollout.count()).toBe(3));
    tick(one);
    await one.stop();
    expect(await verdicts()).toEqual({ omniserve: "unknown" });
    expect(await bots.db.rolloutEvent.count({ where: { kind: "verdict", detail: { path: ["verdict"], equals: "healthy" } } })).toBe(1);
  });
});

describe("time alone", () => {
  test("makes a pod that does not become ready a failing one", async () => {
    const one = watcher();
    const starting = bot("omniserve", { workload: { available: 0, ready: 0 } });
    cluster.list({ ...starting, pods: starting.pods.map((each) => pod(each.name, "1.1.0", { ownerUid: "rs-omniserve", ready: false })) });
    await become({ omniserve: "unknown" });
    bots.advance(16);
    tick(one);
    await become({ omniserve: "failing" });
  });
});

describe("a fault", () => {
  /** The database, which refuses transactions while the test says so. */
  function brittle(broken: { now: boolean }) {
    return new Proxy(bots.db, {
      get: (db, key) => {
        if (key === "$transaction" && broken.now) return () => Promise.reject(new Error("the database is away"));
        return Reflect.get(db, key) as unknown;
      },
    });
  }

  test("while recording a bot that is well is made up for with the next tick", async () => {
    const broken = { now: true };
    const failed = vi.spyOn(bots.ctx.log, "error");
    const one = watcher({ db: brittle(broken) });
    cluster.list(bot("omniserve"));
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    broken.now = false;
    tick(one);
    await become({ omniserve: "healthy" });
  });

  test("while archiving is made up for as well", async () => {
    const broken = { now: false };
    const failed = vi.spyOn(bots.ctx.log, "error");
    const one = watcher({ db: brittle(broken) });
    cluster.list(bot("omniserve"));
    await become({ omniserve: "healthy" });
    broken.now = true;
    cluster.say({ type: "gone", kind: "Deployment", uid: "uid-omniserve", namespace: "support", name: "omniserve" });
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    broken.now = false;
    tick(one);
    await become({ omniserve: "archived" });
  });

  test("with one bot does not stop the others", async () => {
    watcher();
    const impossible = bot("impossible", { workload: { createdAt: new Date(Number.NaN) } });
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    cluster.list({ ...impossible, workload: { ...impossible.workload, template: circle as never } }, bot("omniserve"), bot("greeter"));
    await become({ omniserve: "healthy", greeter: "healthy" });
  });
});
