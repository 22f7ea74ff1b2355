import { beforeEach, describe, expect, test, vi } from "vitest";
import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Cluster, ConfigMap } from "@/lib/cluster/types";
import { openVault } from "@/lib/platform/vault/vault";
import { collectCopies } from "./collect-copies";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { configScene, deployWith } from "./testing/config-scene";
import { madeCopy } from "./testing/made-copy";
import { WORKER, type Scene } from "./testing/scene";

const GOOD = { mode: "kind", threshold: "0.7" };
let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});

/** A copy in the cluster, of ten minutes ago and a second, that nothing refers to. */
function leave(data: Record<string, string> = GOOD, more: Partial<ConfigMap> = {}): ConfigMap {
  const map = madeCopy(data, { createdAt: new Date(scene.now.getTime() - 601_000), ...more });
  scene.cluster.configMaps.set(map.name, map);
  return map;
}
const there = () => [...scene.cluster.configMaps.keys()].filter((name) => name !== "rules");
const seen = () => [...scene.cluster.configMaps.values()];
const collect = (more: { ctx?: BotCtx; maps?: ConfigMap[] } = {}) =>
  collectCopies({
    ctx: more.ctx ?? scene.ctx(WORKER),
    input: { environment: { name: "production", context: null }, maps: more.maps ?? seen() },
  });
/** A ctx whose cluster does as told. */
function withCluster(change: (cluster: Cluster) => Partial<Cluster>): BotCtx {
  const ctx = scene.ctx(WORKER);
  const cluster = ctx.clusters.of({ name: "production", context: null });
  return { ...ctx, clusters: { of: () => ({ ...cluster, ...change(cluster) }), close: async () => {} } };
}
async function click() {
  const { id: planId } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind !== "started") throw new Error("expected a new rollback");
  return { id: confirmation.rollbackId, drive: () => driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live }) };
}
/** How many wait for a lock in the database. */
async function waiting(): Promise<number> {
  const [row] = await scene.database.db.$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}
const end = (id: string) => scene.database.db.rollback.update({ where: { id }, data: { phase: "recovered", endedAt: scene.now } });

describe("a copy", () => {
  test("goes once nothing refers to it, and is made anew when it is needed again", async () => {
    const { name } = leave();
    expect(await collect()).toBe(1);
    expect(there()).toEqual([]);
    await (await click()).drive();
    expect(there()).toEqual([name]);
  });

  test("stays while something refers to it: what is live, what was, or anything else in the namespace", async () => {
    const first = await click();
    await first.drive();
    const [name = ""] = there();
    leave(GOOD, { name });
    await end(first.id);
    scene.tick(3_600);
    expect(await collect()).toBe(0);

    const { revisions } = scene.cluster;
    const restored = scene.cluster.live!.template;
    await deployWith(scene, "2.3.0", GOOD);
    scene.cluster.revisions = revisions.map((revision) => ({ ...revision, template: restored }));
    expect(await collect()).toBe(0);

    scene.cluster.revisions = [];
    scene.cluster.mentions.add(name);
    expect(await collect()).toBe(0);

    scene.cluster.mentions.clear();
    expect(await collect()).toBe(1);
    expect(there()).toEqual([]);
  });

  test("that is not as it was seen stays", async () => {
    const { name, ...map } = leave();
    expect(await collect({ maps: [{ ...map, name, resourceVersion: "0" }] })).toBe(0);
    expect(there()).toEqual([name]);
  });

  test("and nobody else's map: nothing is asked of the cluster where there is none", async () => {
    leave(GOOD, { name: "theirs", labels: { "app.kubernetes.io/managed-by": "lastgood" } });
    const asked = vi.fn(() => Promise.resolve(new Set<string>()));
    expect(await collect({ ctx: withCluster(() => ({ mentionedNames: asked })) })).toBe(0);
    expect(asked).not.toHaveBeenCalled();
    expect(there()).toEqual(["theirs"]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["is not in the database", async () => scene.database.db.content.deleteMany()],
    [
      "is damaged there",
      async () => scene.database.db.$executeRaw`update "Content" set sealed = set_bit(sealed, 5, 1 - get_bit(sealed, 5))`,
    ],
  ])("whose content %s stays", async (_, lose) => {
    const { name } = leave();
    await lose();
    expect(await collect()).toBe(0);
    expect(there()).toEqual([name]);
  });

  test("stays where the secret key does not open what is stored", async () => {
    leave();
    const vault = openVault({ secretKey: "another secret key, at least 32 characters" });
    expect(await collect({ ctx: { ...scene.ctx(WORKER), vault } })).toBe(0);
    expect(there()).toHaveLength(1);
  });

  test("is collected by two workers at once without harm", async () => {
    leave();
    leave({ mode: "harsh", threshold: "0.2", more: "1" });
    const counts = await Promise.all([collect(), collect(), collect()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(there()).toEqual([]);
  });
});

describe("while a rollback in the namespace", () => {
  test("is active, and until ten minutes after its end, no copy goes", async () => {
    const other = leave({ mode: "harsh", threshold: "0.2", more: "1" });
    const { id } = await click();
    scene.tick(3_600);
    expect(await collect()).toBe(0);
    await end(id);
    scene.tick(599);
    expect(await collect()).toBe(0);
    scene.tick(2);
    expect(await collect()).toBe(1);
    expect(there()).not.toContain(other.name);
  });

  test("begins between the look and the deletion, the copy that it found stays", async () => {
    const { name } = leave();
    const ctx = withCluster((cluster) => ({
      mentionedNames: async (...asked) => {
        const mentioned = await cluster.mentionedNames(...asked);
        await (await click()).drive();
        return mentioned;
      },
    }));
    expect(await collect({ ctx })).toBe(0);
    expect(there()).toEqual([name]);
    expect(JSON.stringify(scene.cluster.live)).toContain(name);
  });

  test("begins during the deletion, it waits for it and makes the copy anew", async () => {
    const { name } = leave();
    let clicking = Promise.resolve();
    const order: string[] = [];
    const ctx = withCluster((cluster) => ({
      deleteConfigMap: async (map) => {
        clicking = click().then(async ({ drive }) => {
          order.push("intent");
          await drive();
        });
        await vi.waitFor(async () => expect(await waiting()).toBe(1));
        order.push("deleted");
        return cluster.deleteConfigMap(map);
      },
    }));
    expect(await collect({ ctx })).toBe(1);
    await clicking;
    expect(order).toEqual(["deleted", "intent"]);
    expect(there()).toEqual([name]);
  });
});

describe("a cluster that", () => {
  const forbidden = new ClusterError("forbidden", 'configmaps is forbidden: User "lastgood" cannot delete', { applied: "no", status: 403 });

  test.each<[string, () => Partial<Cluster>]>([
    ["does not let copies be deleted", () => ({ deleteConfigMap: () => Promise.reject(forbidden) })],
    ["does not let be listed who refers to them", () => ({ mentionedNames: () => Promise.reject(forbidden) })],
    ["does not answer", () => ({ mentionedNames: () => Promise.reject(new ClusterError("unreachable", "ECONNREFUSED")) })],
  ])("%s is a line in the log", async (_, change) => {
    leave();
    const ctx = withCluster(change);
    const warned = vi.spyOn(ctx.log, "warn");
    expect(await collect({ ctx })).toBe(0);
    expect(warned.mock.calls).toEqual([
      [
        expect.objectContaining({ environment: "production", namespace: "support", problem: expect.any(String) as string }),
        "copies of ConfigMaps that nothing refers to cannot be cleared away",
      ],
    ]);
  });

  test("fails in one namespace is asked about the next all the same", async () => {
    leave(GOOD, { namespace: "elsewhere" });
    leave({ mode: "harsh", threshold: "0.2", more: "1" });
    const ctx = withCluster((cluster) => ({
      mentionedNames: (namespace, names) =>
        namespace === "elsewhere" ? Promise.reject(forbidden) : cluster.mentionedNames(namespace, names),
    }));
    expect(await collect({ ctx })).toBe(1);
  });
});
