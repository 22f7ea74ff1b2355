import { beforeEach, describe, expect, test } from "vitest";
import { planRollback } from "./plan-rollback";
import type { PlanInput } from "./schemas";
import { configScene, deployWith } from "./testing/config-scene";
import type { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});

const GOOD = { mode: "kind", threshold: "0.7" };
const offered = async (version: string, more: PlanInput = {}) => {
  const { id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { botId: scene.botId, version } });
  const { choices } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId, ...more } });
  return choices.map(({ choice, because }) => `${choice}: ${because ?? "yes"}`);
};

describe("what may come back is", () => {
  test("both or either, where both differ, whichever was chosen", async () => {
    const all = ["code-and-config: yes", "code: yes", "config: yes"];
    expect(await offered("2.1.0")).toEqual(all);
    expect(await offered("2.1.0", { choice: "config" })).toEqual(all);
    expect(await offered("2.1.0", { choice: "code" })).toEqual(all);
  });

  test("not code alone, where only config differs", async () => {
    await deployWith(scene, "2.1.0", { ...GOOD, threshold: "0.1" });
    expect(await offered("2.1.0")).toEqual(["code-and-config: yes", "code: The code is what runs now.", "config: yes"]);
  });

  test("not config alone, where only code differs", async () => {
    await deployWith(scene, "2.3.0", GOOD);
    expect(await offered("2.1.0")).toEqual(["code-and-config: yes", "code: yes", "config: No ConfigMap that both read differs."]);
  });

  test("not config alone of a release that read none", async () => {
    expect(await offered("1.1.0")).toEqual(["code-and-config: yes", "code: yes", "config: No ConfigMap that both read differs."]);
  });

  test("code alone, where config was not recorded", async () => {
    await scene.database.db.$executeRaw`
      update "Release" set "hashVersion" = 1, hash = "codeHash", config = null where version = '2.1.0'`;
    const because = "The config of 2.1.0 was not recorded.";
    expect(await offered("2.1.0")).toEqual([`code-and-config: ${because}`, "code: yes", `config: ${because}`]);
  });
});
