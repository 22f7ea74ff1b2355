import { beforeEach, expect, test } from "vitest";
import { changeReason } from "./change-reason";
import { recovered } from "./testing/recover";
import { Scene } from "./testing/scene";

let scene: Scene;
let id: string;
beforeEach(async () => {
  scene = await Scene.open();
  id = await recovered(scene, { reason: "wrong answers" });
  return () => scene.close();
});

const entries = () => scene.database.db.auditEntry.findMany({ where: { action: "rollback.change-reason" }, orderBy: { seq: "asc" } });

test("the reason may be said better after the end; the record keeps both, and the same words are no change", async () => {
  const input = { id, reason: " wrong answers to every second question " };
  const [one] = await Promise.all([changeReason({ ctx: scene.ctx(), input }), changeReason({ ctx: scene.ctx(), input })]);
  expect(one).toMatchObject({ phase: "recovered", reason: "wrong answers to every second question" });
  const [entry, ...more] = await entries();
  expect(entry).toMatchObject({
    before: { reason: "wrong answers" },
    after: { rollback: id, reason: "wrong answers to every second question" },
  });
  expect(more).toEqual([]);
});

test.each([
  [
    "without the right",
    "forbidden",
    () => changeReason({ ctx: scene.ctx({ kind: "user", id: "u", name: "Sam", role: "viewer" }), input: { id, reason: "x" } }),
  ],
  ["of a rollback that is not there", "not-found", () => changeReason({ ctx: scene.ctx(), input: { id: "rb_none", reason: "x" } })],
])("is refused %s", async (_, code, act) => {
  await expect(act()).rejects.toMatchObject({ code });
  expect(await entries()).toEqual([]);
});
