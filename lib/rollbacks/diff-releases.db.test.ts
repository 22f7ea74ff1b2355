import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { declareEnvironments } from "@/lib/bots/declare-environments";
import { observeBot } from "@/lib/bots/observe-bot";
import { reading, rules } from "@/lib/bots/testing/config-bot";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { diffReleases } from "./diff-releases";
import { configScene, deployWith } from "./testing/config-scene";
import { WORKER, type Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});

const idOf = async (version: string) => {
  const { id } = await scene.database.db.release.findFirstOrThrow({ where: { botId: scene.botId, version }, select: { id: true } });
  return id;
};
const diff = async (from: string, to: string, actor?: Actor) =>
  diffReleases({ ctx: scene.ctx(actor), input: { fromId: await idOf(from), toId: await idOf(to) } });

describe("the difference between two releases", () => {
  test("is code, then config, from the first to the second", async () => {
    const { from, to, fromBot, toBot, diff: said, notes } = await diff("2.1.0", "2.2.0");
    expect([from.version, to.version, fromBot.id, toBot.id, notes]).toEqual(["2.1.0", "2.2.0", scene.botId, scene.botId, []]);
    expect(said.groups).toMatchObject([{ container: "bot", lines: [{ what: "image", from: "omniserve:2.1.0", to: "omniserve:2.2.0" }] }]);
    expect(said.files.map(({ map, key, change }) => `${map}/${key} ${change}`)).toEqual([
      "rules/mode changed",
      "rules/more added",
      "rules/threshold changed",
    ]);
    const back = await diff("2.2.0", "2.1.0");
    expect(back.diff.files.map(({ change }) => change)).toEqual(["changed", "removed", "changed"]);
  });

  test("is nothing between a release and itself", async () => {
    expect((await diff("2.2.0", "2.2.0")).diff).toMatchObject({ groups: [], files: [] });
  });

  test("says where config was not recorded, and compares code only", async () => {
    await scene.database.db.$executeRaw`
      update "Release" set "hashVersion" = 1, hash = "codeHash", config = null where version = '2.1.0'`;
    const { diff: said, notes } = await diff("2.1.0", "2.2.0");
    expect(said.files).toEqual([]);
    expect(notes).toEqual(["The config of 2.1.0 was not recorded, so only code is compared."]);
  });

  test("says that one tag was two images", async () => {
    const [one, other] = ["a", "b"].map((digit) => `sha256:${digit.repeat(64)}`);
    await deployWith(scene, "2.2.0", { mode: "kind" });
    await scene.database.db.release.update({ where: { id: await idOf("2.2.0") }, data: { digests: { bot: [one!] } } });
    await scene.database.db.release.update({ where: { id: await idOf("2.2.0+config.2") }, data: { digests: { bot: [other!] } } });
    expect((await diff("2.2.0", "2.2.0+config.2")).notes).toEqual([
      "omniserve:2.2.0 of container bot was another image each time: sha256:aaaaaaaaaaaa… under 2.2.0, sha256:bbbbbbbbbbbb… under 2.2.0+config.2.",
    ]);
  });

  test("is there for the same bot in another environment, and for no other bot", async () => {
    const staging = { ...PRODUCTION, name: "staging", title: "Staging", namespaces: ["staging"] };
    await declareEnvironments({ ctx: scene.ctx(WORKER), input: { environments: [PRODUCTION, staging] } });
    const snapshot = reading("2.1.0", rules({ mode: "kind", threshold: "0.7" }));
    const there = await observeBot({ ctx: scene.ctx(WORKER), input: { environment: staging, snapshot, continuous: true } });
    const compare = async () => diffReleases({ ctx: scene.ctx(), input: { fromId: there.releaseId, toId: await idOf("2.2.0") } });
    expect(await compare()).toMatchObject({
      fromBot: { environment: { title: "Staging" } },
      bots: { length: 2 },
      diff: { files: { length: 3 } },
    });

    await scene.database.db.bot.update({ where: { id: there.botId }, data: { name: "greeter" } });
    await expect(compare()).rejects.toMatchObject({
      code: "not-found",
      publicMessage: expect.stringContaining("greeter and omniserve") as string,
    });
  });

  test("is refused to who may not read, of what is not there, and of what is not kept", async () => {
    await expect(diff("2.1.0", "2.2.0", { kind: "alert", name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    const none = diffReleases({ ctx: scene.ctx(), input: { fromId: "rel_none", toId: await idOf("2.2.0") } });
    await expect(none).rejects.toMatchObject({ code: "not-found" });
    await scene.database.db.release.update({ where: { id: await idOf("2.1.0") }, data: { template: "" } });
    await expect(diff("2.1.0", "2.2.0")).rejects.toMatchObject({ code: "content-pruned" });
  });
});
