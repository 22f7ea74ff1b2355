import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { readReadiness } from "./read-readiness";
import { Readiness } from "./readiness-schema";
import { configScene } from "./testing/config-scene";
import { recovered } from "./testing/recover";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const SAM = { kind: "user", id: "usr_sam", name: "Sam", role: "viewer" } as const;
const read = async () => Readiness.parse(await readReadiness({ ctx: scene.ctx(SAM), input: { botId: scene.botId } }));
const said = async () => {
  const readiness = await read();
  if (readiness.kind === "none") return readiness.because;
  return Object.fromEntries(readiness.guards.map(({ name, outcome, sentence }) => [name, `${outcome}: ${sentence}`]));
};
/** How many rows there are of all that a plan would make. */
const rows = async () => {
  const { db } = scene.database;
  return Promise.all([db.release.count(), db.rollbackPlan.count(), db.content.count(), db.auditEntry.count()]);
};

describe("whether a bot could go back now", () => {
  test("says the default target and what was checked, to whoever may look, and records nothing", async () => {
    const before = await rows();
    expect(await read()).toMatchObject({
      kind: "target",
      to: { version: "1.1.0" },
      mayGo: true,
      expected: null,
      checkedAt: scene.now.toISOString(),
    });
    expect(await said()).toMatchObject({
      permission: "pass: Lastgood may do this in the cluster.",
      "dry-run": "pass: The cluster accepts it (dry run).",
      proved: "pass: 1.1.0 is known good: it ran healthy here for the whole soak time.",
    });
    expect(await rows()).toEqual(before);
    expect(scene.cluster.writes).toEqual([]);
  });

  test("says what config would come back, of a bot that has some", async () => {
    await scene.close();
    scene = await configScene();
    const before = await rows();
    expect(await said()).toMatchObject({ config: "pass: One ConfigMap is restored as a copy. Nobody's ConfigMap is overwritten." });
    expect(await rows()).toEqual(before);
  });

  test("says how long the last rollbacks took", async () => {
    await recovered(scene);
    scene.tick(3_600);
    await scene.run("1.3.0", { ready: false });
    scene.tick(60);
    expect(await read()).toMatchObject({ expected: { seconds: 38, basis: "rollbacks", count: 1 } });
  });

  test("is no while something stops it, and says what", async () => {
    scene.cluster.forbidden.add("patch deployments");
    const readiness = await read();
    expect(readiness).toMatchObject({ kind: "target", mayGo: false });
  });

  test("is no where there is nothing to go back to, or what runs was not recorded yet", async () => {
    await scene.database.db.release.updateMany({ where: { version: "1.1.0" }, data: { knownGoodAt: null, availableAt: null } });
    expect(await said()).toBe("No other release of omniserve was ever seen to work. Choose one by hand if you must.");
    const { live } = scene.cluster;
    if (live) scene.cluster.live = { ...live, template: { spec: { containers: [{ name: "bot", image: "omniserve:9.9.9" }] } } };
    expect(await said()).toBe("What omniserve runs was not recorded yet: it was deployed a moment ago.");
  });

  test("cannot be said while the cluster is out of reach, of a bot that is gone, or of none", async () => {
    scene.cluster.unreachable = () => new ClusterError("unreachable", "The cluster refused the connection.");
    await expect(read()).rejects.toMatchObject({ code: "cluster-unreachable" });
    scene.cluster.unreachable = null;
    scene.cluster.live = null;
    await expect(read()).rejects.toMatchObject({ code: "bot-gone" });
    const none = readReadiness({ ctx: scene.ctx(SAM), input: { botId: "bot_none" } });
    await expect(none).rejects.toMatchObject({ code: "not-found" });
  });
});
