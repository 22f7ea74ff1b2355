import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { planRollback } from "./plan-rollback";
import { takeCommands } from "./take-commands";
import { deployWith } from "./testing/config-scene";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const plan = async () => (await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } })).id;
const take = (id: string, as?: Actor) => takeCommands({ ctx: scene.ctx(as), input: { id } });

test("gives what the button would write, touches nothing, and is on the record without what they hold", async () => {
  const id = await plan();
  const before = scene.cluster.writes.length;
  const { commands, script, sentence } = await take(id);

  expect(commands.map(({ does }) => does)).toEqual(["Go back to 1.1.0", "Watch it come up"]);
  expect(commands[0]?.command).toContain('"op":"test","path":"/metadata/uid"');
  expect(script.startsWith("( set -e\n")).toBe(true);
  expect(sentence).toContain("runs anything else than 1.2.0");
  expect(scene.cluster.writes).toHaveLength(before);
  const entries = await scene.database.db.auditEntry.findMany({ where: { action: "rollback.take-commands" } });
  expect(entries).toMatchObject([{ botId: scene.botId, actor: { name: "Kim" }, after: { version: "1.1.0", plan: id } }]);
  expect(JSON.stringify(entries.map(({ before, after }) => [before, after]))).not.toContain("kubectl");
});

test("copies ConfigMaps first, with what they held", async () => {
  await deployWith(scene, "2.1.0", { threshold: "0.7", "db-password": "hunter2" });
  await scene.database.db.release.updateMany({ where: { version: "2.1.0" }, data: { knownGoodAt: scene.now } });
  scene.tick(60);
  await deployWith(scene, "2.1.0", { threshold: "0.2", "db-password": "hunter2" });
  const { commands } = await take(await plan());
  expect(commands[0]).toMatchObject({ does: "Copy ConfigMap rules as it was", command: expect.stringContaining("hunter2") as string });
});

test.each<[string, () => Promise<unknown>, string]>([
  ["a viewer", async () => take(await plan(), { kind: "user", id: "usr_v", name: "Vi", role: "viewer" }), "forbidden"],
  ["no plan", () => take("plan_none"), "plan-unknown"],
  [
    "a bot that was deployed anew",
    async () => {
      const id = await plan();
      await scene.run("1.3.0");
      return take(id);
    },
    "plan-stale",
  ],
])("not for %s", async (_, act, code) => {
  await expect(act()).rejects.toMatchObject({ code });
  expect(await scene.database.db.auditEntry.count({ where: { action: "rollback.take-commands" } })).toBe(0);
});
