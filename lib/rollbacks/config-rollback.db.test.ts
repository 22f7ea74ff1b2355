import { beforeEach, describe, expect, test } from "vitest";
import { readingTemplate, rules } from "@/lib/bots/testing/config-bot";
import { originalOf } from "@/lib/bots/config/restored";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { configMap } from "@/lib/health/testing/sightings";
import type { ConfigMap } from "@/lib/cluster/types";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import type { PlanInput } from "./schemas";
import { configScene, deployWith } from "./testing/config-scene";
import { type Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});

const plan = (input: PlanInput = {}) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...input } });
async function click(input: PlanInput = {}) {
  const { id: planId } = await plan(input);
  return confirm(planId);
}
async function confirm(planId: string) {
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId, typedName: "omniserve" } });
  if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return scene.database.db.rollback.findUniqueOrThrow({ where: { id: confirmation.rollbackId } });
}
const idOf = async (version: string) => (await scene.database.db.release.findFirstOrThrow({ where: { version, config: { not: [] } } })).id;
const copies = () => scene.cluster.created.map(({ name, data }) => [name.replace(/[0-9a-f]{16}$/, "…"), data]);
const untouched = () => {
  expect(scene.cluster.writes).toEqual([]);
  expect(scene.cluster.live?.template).toEqual(readingTemplate("2.2.0"));
};

describe("what comes back", () => {
  test("is code and config together: a copy under a name of its own, and nobody's map touched", async () => {
    const before = scene.cluster.configMaps.get("rules");
    expect((await click()).phase).toBe("following");
    expect(copies()).toEqual([["rules-lg-…", { mode: "kind", threshold: "0.7" }]]);
    expect(scene.cluster.configMaps.get("rules")).toBe(before);
    expect(originalOf(scene.cluster.live!.template)).toEqual(readingTemplate("2.1.0"));
    expect(JSON.stringify(scene.cluster.live!.template)).toContain('"configMap":{"name":"rules-lg-');
  });

  test("is code alone, when that is chosen: the live config stays, and the mixture was never proved", async () => {
    const { choice, copies: planned, guards, to } = await plan({ choice: "code" });
    expect({ choice, planned, version: to.version }).toEqual({ choice: "code", planned: [], version: "2.1.0+config.2" });
    expect(guards.find(({ name }) => name === "proved")).toMatchObject({
      outcome: "warn",
      sentence: expect.stringContaining("never ran") as string,
    });
    await click({ choice: "code" });
    expect(copies()).toEqual([]);
    expect(scene.cluster.live!.template).toEqual(readingTemplate("2.1.0"));
  });

  test("is config alone, when that is chosen: the live code with the former content", async () => {
    await click({ choice: "config" });
    expect(copies()).toEqual([["rules-lg-…", { mode: "kind", threshold: "0.7" }]]);
    expect(originalOf(scene.cluster.live!.template)).toEqual(readingTemplate("2.2.0"));
  });

  test("is no copy where the map holds already what it held then", async () => {
    await deployWith(scene, "2.2.0", { mode: "kind", threshold: "0.7" });
    const { copies: planned, guards } = await plan();
    expect(planned).toEqual([]);
    expect(guards.find(({ name }) => name === "config")).toMatchObject({ outcome: "pass" });
    await click();
    expect(scene.cluster.live!.template).toEqual(readingTemplate("2.1.0"));
  });

  test("is a map that was deleted since, from the record", async () => {
    scene.cluster.configMaps.delete("rules");
    await click();
    expect(copies()).toEqual([["rules-lg-…", { mode: "kind", threshold: "0.7" }]]);
  });

  test("is shown as lines of files, and says what it does not cover", async () => {
    const { diff, coverage } = await plan();
    expect(diff.files.map(({ map, key, change }) => `${map}/${key} ${change}`)).toEqual([
      "rules/mode changed",
      "rules/more removed",
      "rules/threshold changed",
    ]);
    expect(coverage).toMatchObject({ config: true, maps: [{ name: "rules", state: "recorded" }], secrets: [] });
  });
});

describe("where config was never recorded", () => {
  beforeEach(async () => {
    const { codeHash } = await scene.database.db.release.findFirstOrThrow({ where: { version: "2.1.0", config: { not: [] } } });
    await scene.database.db
      .$executeRaw`update "Release" set "hashVersion" = 1, hash = "codeHash", config = null where "codeHash" = ${codeHash}`;
  });

  test("only code comes back, and it is said", async () => {
    const { choice, choices, guards } = await plan();
    expect(choice).toBe("code");
    expect(choices.filter(({ because }) => because !== null).map((option) => option.choice)).toEqual(["code-and-config", "config"]);
    expect(guards.find(({ name }) => name === "config")).toMatchObject({
      outcome: "note",
      sentence: expect.stringContaining("never recorded") as string,
    });
    expect(guards.find(({ name }) => name === "proved")).toMatchObject({ outcome: "pass" });
  });

  test("to ask for its config is refused in words", async () => {
    await expect(plan({ choice: "config" })).rejects.toMatchObject({ code: "config-not-recorded" });
  });
});

describe("on a bad day", () => {
  test.each([
    ["a quota forbids the copy", { kind: "refused", status: 403, message: "exceeded quota: maps" } as const, /exceeded quota: maps/],
    ["Lastgood may not create ConfigMaps", { kind: "refused", status: 403, message: "configmaps is forbidden" } as const, /forbidden/],
  ])("%s: it failed, in the cluster's words, and nothing was changed", async (_, instead, sentence) => {
    scene.cluster.interfereWithCreation({ instead });
    const { phase, sentence: said } = await click();
    expect({ phase, said }).toEqual({ phase: "failed", said: expect.stringMatching(sentence) as string });
    untouched();
  });

  test("something else got the copy's name between plan and click: it is not overwritten", async () => {
    const { id, copies: planned } = await plan();
    const [copy] = planned;
    scene.cluster.configMaps.set(copy!.name, configMap(copy!.name, { mine: "1" }));
    const { phase, sentence } = await confirm(id);
    expect({ phase, sentence }).toEqual({ phase: "failed", sentence: expect.stringContaining("with other content") as string });
    untouched();
  });

  test("the answer to a copy gets lost: it is made once, and the switch goes through", async () => {
    scene.cluster.interfereWithCreation({
      after: () => {
        throw new ClusterError("unreachable", "The connection was cut.", { applied: "unknown" });
      },
    });
    expect((await click()).phase).toBe("following");
    expect(scene.cluster.configMaps.size).toBe(2);
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("a map that is referred to as it is was edited between plan and click: nothing happens", async () => {
    const { id } = await plan({ choice: "code" });
    scene.cluster.configMaps.set("rules", configMap("rules", { mode: "third" }, { resourceVersion: "99" }));
    await expect(confirm(id)).rejects.toMatchObject({
      code: "plan-stale",
      publicMessage: expect.stringContaining("ConfigMap rules was edited") as string,
    });
    untouched();
  });

  test("another release was deployed between plan and click: the run ends as superseded and has changed nothing", async () => {
    const { id } = await plan();
    scene.cluster.deploy(readingTemplate("2.3.0"));
    expect(await confirm(id)).toMatchObject({ phase: "superseded", acceptedAt: null });
    expect(scene.cluster.writes).toEqual([]);
  });

  test("what was kept is damaged: it is refused, named, and never restored", async () => {
    const { id } = await plan();
    await scene.database.db.$executeRaw`update "Content" set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1)`;
    await expect(confirm(id)).rejects.toMatchObject({ code: "content-damaged" });
    untouched();
    expect(await scene.database.db.rollback.count()).toBe(0);
  });

  test("the content of a copy is damaged, or gone, once the click was recorded: the run fails in words, and does not hang", async () => {
    const { id, copies: planned } = await plan();
    const { files } = (
      (await scene.database.db.rollbackPlan.findUniqueOrThrow({ where: { id } })).copies as { files: { hash: string }[] }[]
    )[0]!;
    await scene.database.db.content.delete({ where: { hash: files[0]!.hash } });
    expect(planned).toHaveLength(1);
    expect(await confirm(id)).toMatchObject({ phase: "failed", sentence: expect.stringContaining("Nothing was changed") as string });
    untouched();
  });
});

describe("a worker whose watch is behind", () => {
  const follow = async (config: Map<string, ConfigMap | null>) => {
    const { id: rollbackId } = await click();
    await scene.database.db.rollback.updateMany({ data: { leaseUntil: null } });
    const snapshot = { ...scene.snapshot()!, config };
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_test", snapshot } });
    return scene.database.db.rollback.findUniqueOrThrow({ where: { id: rollbackId } });
  };

  test("takes a copy that it cannot see yet for no edit", async () => {
    const { name } = (await plan()).copies[0]!;
    expect((await follow(new Map([[name, null]]))).phase).toBe("following");
  });

  test("takes an edit that was undone before the click for none", async () => {
    scene.cluster.setConfigMap("rules", { mode: "kind", threshold: "0.7" });
    expect((await follow(new Map([["rules", rules({ mode: "harsh", threshold: "0.2" })]]))).phase).toBe("following");
  });

  test("says nothing of what the cluster does not answer", async () => {
    scene.cluster.setConfigMap("rules", { mode: "kind", threshold: "0.7" });
    scene.cluster.interfere({ after: () => (scene.cluster.unreachable = () => new ClusterError("timeout", "timed out")) });
    expect((await follow(new Map([["rules", null]]))).phase).toBe("following");
  });

  test("ends the run once the map itself shows the edit", async () => {
    scene.cluster.setConfigMap("rules", { mode: "kind", threshold: "0.7" });
    scene.cluster.interfere({ after: () => scene.cluster.setConfigMap("rules", { mode: "harsh", threshold: "0.2" }) });
    const { phase, sentence } = await follow(new Map([["rules", rules({ mode: "harsh", threshold: "0.2" })]]));
    expect({ phase, sentence }).toEqual({ phase: "superseded", sentence: expect.stringContaining("edited ConfigMap rules") as string });
  });
});

describe("before the click", () => {
  const said = async () => (await plan()).guards.find(({ name }) => name === "copies");
  const quota = { kind: "refused", status: 403, message: "exceeded quota: maps" } as const;
  const refuse = () => void (scene.cluster.admission = () => quota);

  test("a quota that forbids the copy blocks, in the cluster's words; once it is lifted a new plan goes through", async () => {
    refuse();
    const { id, guards } = await plan();
    expect(guards.find(({ name }) => name === "copies")).toMatchObject({
      outcome: "block",
      sentence: expect.stringMatching(/exceeded quota: maps\. Have the quota raised/) as string,
    });
    await expect(confirm(id)).rejects.toMatchObject({ code: "plan-blocked" });
    expect(await scene.database.db.rollback.count()).toBe(0);
    untouched();

    scene.cluster.admission = null;
    expect((await click()).phase).toBe("following");
  });

  test("nothing is made, and nothing said of copies that can be", async () => {
    expect(await said()).toBeUndefined();
    expect([...scene.cluster.configMaps.keys()]).toEqual(["rules"]);
    expect(scene.cluster.created).toEqual([]);
  });

  test("a copy that is there already needs no room", async () => {
    await click();
    const [copy] = scene.cluster.created;
    await deployWith(scene, "2.3.0", { mode: "worse" });
    refuse();
    const { copies: planned, guards } = await plan({ releaseId: await idOf("2.1.0") });
    expect({ planned: planned.map(({ name }) => name), blocks: guards.filter(({ outcome }) => outcome === "block") }).toEqual({
      planned: [copy?.name],
      blocks: [],
    });
  });

  test("something else that has the copy's name blocks, and is named", async () => {
    const [copy] = (await plan()).copies;
    scene.cluster.configMaps.set(copy!.name, configMap(copy!.name, { mine: "1" }));
    expect(await said()).toMatchObject({ outcome: "block", sentence: expect.stringContaining(copy!.name) as string });
  });

  test("a dry run that gets no answer is said, and stops nobody", async () => {
    scene.cluster.admission = () => {
      throw new ClusterError("timeout", "The cluster did not answer within 10 s.", { applied: "unknown" });
    };
    const { id, guards } = await plan();
    expect(guards.find(({ name }) => name === "copies")).toMatchObject({
      outcome: "unknown",
      sentence: expect.stringContaining("did not answer within 10 s") as string,
    });
    scene.cluster.admission = null;
    expect((await confirm(id)).phase).toBe("following");
  });

  test("a missing right is said once", async () => {
    scene.cluster.forbidden.add("create configmaps");
    const blocks = (await plan()).guards.filter(({ outcome }) => outcome === "block");
    expect(blocks).toEqual([{ name: "permission", outcome: "block", sentence: expect.stringContaining("create configmaps") as string }]);
  });
});

test("two clicks on one plan make one run, also where maps are copied", async () => {
  const { id } = await plan();
  const runs = await Promise.all([confirm(id), confirm(id), confirm(id)]);
  expect(new Set(runs.map((run) => run.id)).size).toBe(1);
  expect(scene.cluster.writes).toHaveLength(1);
});
