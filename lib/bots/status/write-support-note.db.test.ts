import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { readBot } from "../read-bot";
import { addBot } from "../testing/rows";
import { KIM, watched, type Watched } from "../testing/watched-bot";
import type { WriteSupportNoteInput } from "./schemas";
import { writeSupportNote } from "./write-support-note";

const LEE: Actor = { kind: "user", id: "usr_lee", name: "Lee", role: "lead" };
const SAM: Actor = { kind: "user", id: "usr_sam", name: "Sam", role: "viewer" };

let world: Watched;
let botId: string;
beforeEach(async () => {
  world = await watched();
  botId = await addBot(world);
  return () => world.database.drop();
});

const write = (input: Partial<WriteSupportNoteInput>, who: Actor = KIM) =>
  writeSupportNote({ ctx: world.as(who), input: { botId, text: "Tell people to try again at noon.", former: null, ...input } });
const note = async () => (await readBot({ ctx: world.as(SAM), input: { id: botId } })).supportNote;
const audit = () =>
  world.db.auditEntry.findMany({ orderBy: { seq: "asc" }, select: { action: true, before: true, after: true, subject: true } });
const now = () => world.ctx.clock.now();

describe("a support note", () => {
  test("is there for everybody, with whose it is and since when", async () => {
    const { supportNote } = await write({ text: "  Sorting is off\nuntil tomorrow.  " });
    expect(supportNote).toEqual({ text: "Sorting is off until tomorrow.", by: "Kim", at: now().toISOString(), until: null });
    expect(await note()).toEqual(supportNote);
  });

  test("is on the record with what it said before, and when it is removed", async () => {
    const first = await write({});
    world.advance(5);
    const second = await write({ text: "It is noon.", former: first.supportNote!.at }, LEE);
    expect(await write({ text: null, former: second.supportNote!.at })).toEqual({ supportNote: null });
    expect(await note()).toBeNull();
    const said = (text: string) => ({ text, until: null });
    const subject = "omniserve in Production";
    expect(await audit()).toEqual([
      { action: "support-note.write", before: null, after: said("Tell people to try again at noon."), subject },
      { action: "support-note.write", before: said("Tell people to try again at noon."), after: said("It is noon."), subject },
      { action: "support-note.remove", before: said("It is noon."), after: null, subject },
    ]);
  });

  test("is not shown any more when its time is over, and does not stand in the way of the next", async () => {
    await write({ until: new Date(now().getTime() + 60_000).toISOString() });
    world.advance(59);
    expect(await note()).not.toBeNull();
    world.advance(1);
    expect(await note()).toBeNull();
    expect((await write({ text: "Another." })).supportNote).toMatchObject({ text: "Another." });
  });

  test("that its writer has not seen is not overwritten, and the refusal says what it is", async () => {
    const { supportNote } = await write({}, LEE);
    await expect(write({ text: "Mine." })).rejects.toMatchObject({
      code: "conflict",
      publicMessage: expect.stringContaining("Lee wrote meanwhile: “Tell people to try again at noon.”") as string,
      detail: { supportNote },
    });
    await expect(write({ text: null, former: "2026-01-01T00:00:00.000Z" })).rejects.toMatchObject({ code: "conflict" });
    expect(await note()).toEqual(supportNote);
    expect(await audit()).toHaveLength(1);
  });

  test("of two at once, one is refused", async () => {
    const both = await Promise.allSettled([write({ text: "One." }), write({ text: "Two." }, LEE)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await audit()).toHaveLength(1);
  });

  test("removing what is not there leaves no trace", async () => {
    expect(await write({ text: null })).toEqual({ supportNote: null });
    expect(await audit()).toEqual([]);
  });

  test.each<[string, Partial<WriteSupportNoteInput>]>([
    ["501 letters", { text: "x".repeat(501) }],
    ["blanks", { text: "   " }],
    ["letters that cannot be seen", { text: "\u202e\u2066" }],
    ["a time that is over", { until: "2020-01-01T00:00:00Z" }],
  ])("is not of %s", async (_, input) => {
    await expect(write(input)).rejects.toThrow();
    expect(await note()).toBeNull();
  });

  test("is not a viewer's to write, nor of a bot that is not there", async () => {
    await expect(write({}, SAM)).rejects.toMatchObject({ code: "forbidden" });
    await expect(write({ botId: "bot_none" } as object)).rejects.toMatchObject({ code: "not-found" });
  });
});
