import { beforeEach, expect, test } from "vitest";
import { markRelease } from "@/lib/bots/mark-release";
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

test("what stands because of the rollback takes the better reason over, unless it was given one of its own", async () => {
  const reasons = async () => {
    const [hold, quarantine] = await Promise.all([
      scene.database.db.hold.findFirstOrThrow({ where: { rollbackId: id } }),
      scene.database.db.quarantine.findFirstOrThrow({ where: { rollbackId: id } }),
    ]);
    return [hold.reason, quarantine.reason];
  };
  await changeReason({ ctx: scene.ctx(), input: { id, reason: "it promises refunds" } });
  expect(await reasons()).toEqual(["it promises refunds", "it promises refunds"]);

  const { botId, releaseId } = await scene.database.db.quarantine.findFirstOrThrow();
  await markRelease({ ctx: scene.ctx(), input: { botId, releaseId, bad: true, reason: "legal says no" } });
  await changeReason({ ctx: scene.ctx(), input: { id, reason: "it promises refunds, and pays them" } });
  expect(await reasons()).toEqual(["it promises refunds, and pays them", "legal says no"]);
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
