import { beforeEach, describe, expect, test } from "vitest";
import { codeHash, releaseHash } from "@/lib/bots/config/release-identity";
import type { JsonObject } from "@/lib/platform/json";
import { template } from "@/lib/health/testing/sightings";
import { planRollback } from "./plan-rollback";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  // 1.1.0 is known good, 1.2.0 is live; 1.0.0 is older, and needs nothing.
  await add("1.0.0", template("1.0.0"), 1_440);
  return () => scene.close();
});

/** A known good release that was live so many minutes ago. */
async function add(version: string, content: JsonObject, minutesAgo: number): Promise<string> {
  const ctx = scene.ctx();
  const [address = ""] = await ctx.vault.keep(ctx, [JSON.stringify(content)]);
  const at = new Date(scene.now.getTime() - minutesAgo * 60_000);
  const identity = { hashVersion: 2, hash: releaseHash(content, []), codeHash: codeHash(content), config: [], template: address };
  const words = { images: [], fieldOwners: [], origin: "observed", firstSeenAt: at, availableAt: at, knownGoodAt: at };
  const { id } = await scene.database.db.release.create({
    data: { id: `rel_${version}`, botId: scene.botId, version, ...identity, ...words },
  });
  const rollout = { id: `rol_${version}`, botId: scene.botId, releaseId: id, since: at, until: at, broughtBy: {}, origin: "observed" };
  await scene.database.db.rollout.create({ data: rollout });
  return id;
}

/** 1.1.5, lately known good, needs a Secret, an account and a claim. */
function addNeedy(): Promise<string> {
  const { spec } = template("1.1.5") as { spec: { containers: JsonObject[] } };
  const containers = [{ ...spec.containers[0], envFrom: [{ secretRef: { name: "openai" } }] }];
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  return add("1.1.5", { ...template("1.1.5"), spec: { containers, volumes, serviceAccountName: "bot" } }, 30);
}

const plan = (releaseId?: string) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...(releaseId && { releaseId }) } });
const goes = async (releaseId?: string) => {
  const { to, guards } = await plan(releaseId);
  return { to: to.version, said: guards.filter(({ name }) => ["skipped", "references"].includes(name)).map(({ sentence }) => sentence) };
};

describe("the default target", () => {
  test("is one that has all that it needs", async () => {
    await addNeedy();
    expect(await goes()).toEqual({ to: "1.1.5", said: [] });
  });

  test.each([["Secret openai"], ["ServiceAccount bot"]])("is the next one where %s is gone, and why is said", async (object) => {
    await addNeedy();
    scene.cluster.gone.add(object);
    expect(await goes()).toEqual({ to: "1.1.0", said: [`1.1.5 is skipped: ${object} is gone.`] });
  });

  test("names all that is gone, and every one that is passed over", async () => {
    await addNeedy();
    for (const object of ["Secret openai", "PersistentVolumeClaim data"]) scene.cluster.gone.add(object);
    await scene.database.db.release.updateMany({ where: { version: "1.1.0" }, data: { template: "" } });
    expect(await goes()).toEqual({
      to: "1.0.0",
      said: ["1.1.5 is skipped: Secret openai, claim data are gone. 1.1.0 is skipped: what it was is not kept whole."],
    });
  });

  test("is the first one, blocked, where none can be restored", async () => {
    await addNeedy();
    scene.cluster.gone.add("Secret openai");
    await scene.database.db.release.updateMany({ where: { version: { in: ["1.1.0", "1.0.0"] } }, data: { template: "" } });
    expect(await goes()).toEqual({
      to: "1.1.5",
      said: ["Secret openai is gone: its pods could not start. Make it again, or choose another release."],
    });
  });

  test("is not asked about where our account may not, or where the cluster does not answer", async () => {
    await addNeedy();
    scene.cluster.gone.add("Secret openai");
    scene.cluster.forbidden.add("get secrets");
    expect(await goes()).toEqual({ to: "1.1.5", said: [] });
  });
});

test("one that was asked for and cannot start is blocked, with the way out", async () => {
  const id = await addNeedy();
  scene.cluster.gone.add("Secret openai");
  const { guards } = await plan(id);
  expect(guards.find(({ name }) => name === "references")).toMatchObject({ outcome: "block" });
});

test("where the only other release is gone from the store, that is said", async () => {
  await scene.database.db.release.updateMany({ where: { version: { in: ["1.1.0", "1.0.0"] } }, data: { template: "" } });
  await expect(plan()).rejects.toMatchObject({ code: "content-pruned" });
});
