import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { AppError } from "@/lib/platform/app-error";
import { recovered } from "../testing/recover";
import { Scene } from "../testing/scene";
import { listLessons } from "./list-lessons";
import { readIncidentReport } from "./read-incident-report";
import { writeLesson } from "./write-lesson";

let scene: Scene;
let id: string;
beforeEach(async () => {
  scene = await Scene.open();
  id = await recovered(scene, { reason: "wrong answers" });
});
afterEach(() => scene.close());

const LEE: Actor = { kind: "user", id: "usr_lee", name: "Lee", role: "lead" };
const SAM: Actor = { kind: "user", id: "usr_sam", name: "Sam", role: "viewer" };
const report = () => readIncidentReport({ ctx: scene.ctx(SAM), input: { id } });
const write = (text: string, basedOn: number, as: Actor = LEE) => writeLesson({ ctx: scene.ctx(as), input: { id, text, basedOn } });

describe("the report", () => {
  test("wrote itself", async () => {
    const { title, timeline, diff, people, followUps, times, lesson } = await report();
    expect(title).toBe("omniserve in Production: from 1.2.0 back to 1.1.0");
    expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["deploy", "click", "step", "end"]));
    expect(timeline.find(({ kind }) => kind === "click")?.sentence).toBe("Kim started the rollback to 1.1.0. “wrong answers”");
    expect(diff?.groups.flatMap(({ lines }) => lines)).toContainEqual(expect.objectContaining({ what: "image" }));
    expect(people).toContainEqual({ name: "Kim", did: ["started the rollback"] });
    expect(followUps.map(({ sentence }) => sentence)).toContain("Kim holds 1.2.0 away.");
    expect(times).toMatchObject({ recoverSeconds: 38, keptFiveMinutes: true });
    expect(lesson).toBeNull();
  });

  test("outlives what the releases were", async () => {
    await scene.database.db.release.updateMany({ data: { template: "" } });
    expect(await report()).toMatchObject({ diff: null, rollback: { id } });
  });

  test("of nothing is not found", async () => {
    await expect(readIncidentReport({ ctx: scene.ctx(), input: { id: "rb_none" } })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what was learned", () => {
  test("is kept in every version, with who wrote it, and is on the record", async () => {
    await write("Test with real tickets.", 0);
    scene.tick(60);
    expect(await write("Alert on urgent ones too.", 1, { ...LEE, name: "Kim" })).toMatchObject({ version: 2, by: "Kim" });

    expect((await report()).lesson).toMatchObject({ version: 2, text: "Alert on urgent ones too." });
    const { items } = await listLessons({ ctx: scene.ctx(SAM), input: { id } });
    expect(items.map(({ version, by, text }) => [version, by, text])).toEqual([
      [2, "Kim", "Alert on urgent ones too."],
      [1, "Lee", "Test with real tickets."],
    ]);
    const entries = await scene.database.db.auditEntry.findMany({ where: { action: "rollback.write-lesson" }, orderBy: { seq: "asc" } });
    expect(entries).toMatchObject([
      { before: null, after: { rollback: id, version: 1 } },
      { before: { version: 1, text: "Test with real tickets." }, after: { version: 2, text: "Alert on urgent ones too." } },
    ]);
  });

  test("is not written over by whoever did not see the newest version, who is shown it", async () => {
    await write("Lee’s", 0);
    const refused = await write("Kim’s", 0).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: "conflict", detail: { lesson: { version: 1, text: "Lee’s", by: "Lee" } } });
    expect((await report()).lesson?.text).toBe("Lee’s");
  });

  test("of two at once one is saved", async () => {
    const both = await Promise.allSettled([write("one", 0), write("other", 0)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await scene.database.db.rollbackLesson.count()).toBe(1);
  });

  test("said twice is one version", async () => {
    await write("the same", 0);
    expect(await write("the same", 0)).toMatchObject({ version: 1 });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ["a viewer", () => write("x", 0, SAM), "forbidden"],
    ["a version that never was", () => write("x", 7), "conflict"],
    ["a rollback that never was", () => writeLesson({ ctx: scene.ctx(LEE), input: { id: "rb_none", text: "x", basedOn: 0 } }), "not-found"],
  ])("not by %s", async (_, act, code) => {
    await expect(act()).rejects.toMatchObject({ code });
    expect(await scene.database.db.rollbackLesson.count()).toBe(0);
  });
});
