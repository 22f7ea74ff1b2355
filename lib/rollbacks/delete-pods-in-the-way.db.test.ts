import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { crashing, pod, template } from "@/lib/health/testing/sightings";
import type { Pod } from "@/lib/cluster/types";
import { advanceRollback } from "./advance-rollback";
import { deletePodsInTheWay } from "./delete-pods-in-the-way";
import { readRollback } from "./read-rollback";
import { accepted } from "./testing/recover";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
let id: string;

/** An ordered bot on its way back to 1.1.0: `omniserve-2` crashes with 1.2.0, and so does `omniserve-1`. */
beforeEach(async () => {
  scene = await Scene.open();
  id = await accepted(scene);
  scene.tick(5);
  const { cluster } = scene;
  if (cluster.live) cluster.live = { ...cluster.live, observedGeneration: cluster.live.generation, podManagementPolicy: "OrderedReady" };
  cluster.pods = [pod("omniserve-0", "1.1.0"), stuck("omniserve-1"), stuck("omniserve-2")];
  return () => scene.close();
});

const stuck = (name: string, more: Partial<Pod> = {}) => pod(name, "1.2.0", { ready: false, containers: [crashing()], ...more });
const change = (name: string, more: Partial<Pod>) => {
  scene.cluster.pods = scene.cluster.pods.map((one) => (one.name === name ? { ...one, ...more } : one));
};
const remove = (...names: string[]) =>
  deletePodsInTheWay({ ctx: scene.ctx(), input: { id, pods: names.map((name) => ({ name, uid: `uid-${name}` })) } });
const look = () => advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: id, holder: "wrk_1", snapshot: scene.snapshot() } });
const named = async () => (await readRollback({ ctx: scene.ctx(), input: { id } })).inTheWay?.pods.map(({ name }) => name);
const audit = () => scene.database.db.auditEntry.findMany({ where: { action: { endsWith: "-pods" } }, orderBy: { seq: "asc" } });

describe("pods in the way of a rollback", () => {
  test("are named, deleted one by one, and what was done is on the run and on the record", async () => {
    await look();
    expect(await named()).toEqual(["omniserve-1", "omniserve-2"]);
    expect(await remove("omniserve-2")).toEqual({ deleted: ["omniserve-2"], kept: [] });
    expect(scene.cluster.deletedPods).toEqual(["omniserve-2"]);
    expect(await audit()).toMatchObject([{ action: "rollback.delete-pods", after: { rollback: id, pods: ["omniserve-2"] } }]);
    const { remarks } = await readRollback({ ctx: scene.ctx(), input: { id } });
    expect(remarks.map(({ sentence }) => sentence)).toContain("Kim deleted pod omniserve-2.");
    await look();
    expect(await named()).toEqual(["omniserve-1"]);
    expect(await remove("omniserve-2")).toMatchObject({ deleted: [], kept: [{ sentence: "Pod omniserve-2 is being deleted already." }] });
  });

  test("are still offered after a run that failed for them, for as long as they are there", async () => {
    await look();
    scene.tick(3_600);
    await look();
    await scene.observe();
    expect((await readRollback({ ctx: scene.ctx(), input: { id } })).phase).toBe("failed");
    expect(await named()).toEqual(["omniserve-1", "omniserve-2"]);
    expect(await remove("omniserve-1", "omniserve-2")).toMatchObject({ deleted: ["omniserve-1", "omniserve-2"] });
    change("omniserve-1", { ownerUid: "rs-1.1.0", uid: "uid-anew" });
    scene.cluster.pods = scene.cluster.pods.filter(({ name }) => name !== "omniserve-2");
    await scene.observe();
    expect(await named()).toBeUndefined();
  });

  test.each<[string, () => void, string]>([
    ["is another one by now", () => change("omniserve-2", { uid: "uid-anew" }), "is another one by now"],
    ["turned ready", () => change("omniserve-2", { ready: true, containers: [] }), "is ready"],
    ["runs the target by now", () => change("omniserve-2", { ownerUid: "rs-1.1.0" }), "not in the way any more"],
    ["is gone", () => (scene.cluster.pods = []), "is gone already"],
  ])("are left alone where one %s", async (_, meanwhile, why) => {
    meanwhile();
    expect(await remove("omniserve-2")).toEqual({
      deleted: [],
      kept: [{ name: "omniserve-2", sentence: expect.stringContaining(why) as string }],
    });
    expect(scene.cluster.deletedPods).toEqual([]);
    expect((await audit()).map(({ action }) => action)).toEqual(["rollback.delete-pods", "rollback.keep-pods"]);
  });

  test("are looked at again where one changed at the very moment: deleted if it still is in the way, kept if it turned ready", async () => {
    scene.cluster.beforeDeletion.push(() => change("omniserve-1", { resourceVersion: "7" }));
    scene.cluster.beforeDeletion.push(() => change("omniserve-2", { resourceVersion: "8", ready: true, containers: [] }));
    expect(await remove("omniserve-1", "omniserve-2")).toMatchObject({ deleted: ["omniserve-1"], kept: [{ name: "omniserve-2" }] });
  });

  test("are no others than the ones that are in the way, whoever is named", async () => {
    expect(await remove("omniserve-0", "somebody-elses")).toMatchObject({ deleted: [], kept: [{}, {}] });
  });

  test("are not touched before the controller has taken the target up: it would make them anew as they were", async () => {
    const { live } = scene.cluster;
    if (live) scene.cluster.live = { ...live, observedGeneration: live.generation - 1 };
    expect(await remove("omniserve-2")).toMatchObject({ deleted: [] });
  });

  test("are not touched once something else was deployed", async () => {
    scene.cluster.deploy(template("1.3.0"));
    await expect(remove("omniserve-2")).rejects.toMatchObject({ code: "conflict" });
    expect(await audit()).toEqual([]);
  });

  test("cannot be deleted without the right in the cluster, which is said with the way out, nor by who may not roll back", async () => {
    scene.cluster.forbidden.add("delete pods");
    await expect(remove("omniserve-2")).rejects.toMatchObject({
      code: "cluster-refused",
      publicMessage: expect.stringContaining("may not delete pods in namespace support") as string,
    });
    const sam = scene.ctx({ kind: "user", id: "usr_sam", name: "Sam", role: "viewer" });
    const input = { id, pods: [{ name: "omniserve-2", uid: "uid-omniserve-2" }] };
    await expect(deletePodsInTheWay({ ctx: sam, input })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("the record of the intent is there before the first deletion, and stays where its answer got lost", async () => {
    let before = 0;
    scene.cluster.beforeDeletion.push(() => {
      throw new ClusterError("timeout", "The cluster did not answer.");
    });
    const { db } = scene.database;
    const clusters = scene.cluster.clusters;
    const cluster = clusters.of({ name: "production", context: null });
    const deletePod: typeof cluster.deletePod = async (one) => {
      before = await db.auditEntry.count({ where: { action: "rollback.delete-pods" } });
      return cluster.deletePod(one);
    };
    const ctx = { ...scene.ctx(), clusters: { ...clusters, of: () => ({ ...cluster, deletePod }) } };
    const outcome = await deletePodsInTheWay({ ctx, input: { id, pods: [{ name: "omniserve-2", uid: "uid-omniserve-2" }] } });
    expect(before).toBe(1);
    expect(outcome).toEqual({ deleted: [], kept: [{ name: "omniserve-2", sentence: "Pod omniserve-2: The cluster did not answer." }] });
  });
});
