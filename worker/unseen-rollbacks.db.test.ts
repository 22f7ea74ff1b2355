import { beforeEach, describe, expect, test, vi } from "vitest";
import { KIM, PRODUCTION, running, watched, type Watched } from "@/lib/bots/testing/watched-bot";
import { replicaSet } from "@/lib/health/testing/sightings";
import { EnvironmentWatcher } from "./environment-watcher";
import { FakeWatch } from "./testing/fake-watch";

let bots: Watched;
let cluster: FakeWatch;
let watcher: EnvironmentWatcher;
let botId: string;
const back = running("1.0.0", { revisions: [replicaSet("1.0.0", 3), replicaSet("1.1.0", 2)], workload: { generation: 2 } });

const phase = async () => (await bots.db.rollback.findUniqueOrThrow({ where: { id: "rb_1" } })).phase;
const tick = () => watcher.tick(new Map([[botId, "rb_1"]]));
const become = (expected: string) =>
  vi.waitFor(async () => {
    tick();
    expect(await phase()).toBe(expected);
  }, 5_000);

beforeEach(async () => {
  bots = await watched();
  cluster = new FakeWatch();
  const { botId: id, releaseId: fromReleaseId } = await bots.observe(
    running("1.1.0", { revisions: [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2)] }),
  );
  botId = id;
  const [from, to] = [await bots.release("1.1.0"), await bots.release("1.0.0")];
  const plan = {
    id: "plan_1",
    botId,
    fromReleaseId,
    toReleaseId: to.id,
    liveUid: "uid-omniserve",
    liveTemplate: from.template,
    bringTemplate: to.template,
  };
  const at = bots.ctx.clock.now();
  await bots.db.rollbackPlan.create({
    data: { ...plan, guards: [], fingerprint: "", createdBy: KIM, createdAt: at, expiresAt: at },
  });
  const accepted = { phase: "following", acceptedAt: at, generation: 2, deadlineAt: new Date(at.getTime() + 600_000) };
  await bots.db.rollback.create({
    data: {
      id: "rb_1",
      botId,
      planId: "plan_1",
      fromReleaseId,
      toReleaseId: to.id,
      sentence: "",
      startedBy: KIM,
      startedAt: at,
      ...accepted,
    },
  });
  watcher = new EnvironmentWatcher({
    ctx: { ...bots.ctx, clusters: cluster.clusters },
    environment: PRODUCTION,
    holder: "wrk_test",
    continuous: true,
  });
  watcher.start();
  return async () => {
    await watcher.stop();
    await bots.database.drop();
  };
});

describe("a rollback that is followed", () => {
  test("goes on with what the cluster shows", async () => {
    tick();
    cluster.list(back);
    await become("recovered");
  });

  test("ends when its bot is gone from lists that have come", async () => {
    cluster.list();
    await become("superseded");
  });

  test("waits while lists have not come, past its deadline too, until the cluster is out of sight", async () => {
    const asked = vi.spyOn(bots.db.bot, "findUniqueOrThrow");
    bots.advance(601);
    tick();
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    expect(await phase()).toBe("following");
    cluster.fall("The cluster does not answer.");
    bots.advance(30);
    await become("errored");
  });

  test("is not called gone while the list of its config is still coming", async () => {
    const reading = { spec: { containers: [{ name: "bot", envFrom: [{ configMapRef: { name: "words" } }] }] } };
    const object = { ...back.workload, template: reading };
    const asked = vi.spyOn(bots.db.bot, "findUniqueOrThrow");
    cluster.say({ type: "synced", kind: "Deployment", namespace: "support", objects: [{ kind: "Deployment", object }] });
    for (const kind of ["ReplicaSet", "Pod"] as const) cluster.say({ type: "synced", kind, namespace: "support", objects: [] });
    tick();
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await watcher.stop();
    expect(await phase()).toBe("following");
  });

  test("is not called gone while its cluster is out of sight", async () => {
    cluster.list();
    cluster.fall("The cluster does not answer.");
    bots.advance(30);
    tick();
    await watcher.stop();
    expect(await phase()).toBe("following");
  });
});
