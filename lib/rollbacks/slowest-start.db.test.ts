import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { readRollback } from "./read-rollback";
import { readRun } from "./run";
import { accepted } from "./testing/recover";
import { Scene } from "./testing/scene";

let scene: Scene;
let releaseId: string;
let begins: Date;
beforeEach(async () => {
  scene = await Scene.open();
  begins = new Date(scene.now.getTime() - 30 * 86_400_000);
  ({ id: releaseId } = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } }));
  return () => scene.close();
});

type Past = { seenAfter?: number; turns: [verdict: string, seconds: number][] };

/** Rollouts that are over, an hour apart. */
async function rolledOut(...rollouts: Past[]): Promise<void> {
  for (const { seenAfter = 0, turns } of rollouts) {
    const later = (seconds: number) => new Date(begins.getTime() + seconds * 1000);
    const live = { id: newId("evt"), at: later(seenAfter), kind: "live", detail: {} };
    const verdicts = turns.map(([verdict, seconds]) => ({ id: newId("evt"), at: later(seconds), kind: "verdict", detail: { verdict } }));
    const rollout = {
      id: newId("rol"),
      botId: scene.botId,
      releaseId,
      since: begins,
      until: later(3_000),
      broughtBy: {},
      origin: "observed",
    };
    await scene.database.db.rollout.create({ data: { ...rollout, events: { create: [live, ...verdicts] } } });
    begins = later(3_600);
  }
}

async function known(): Promise<number | null> {
  const id = await accepted(scene);
  return (await readRun(scene.ctx(), id, { epoch: 1, end: 0 })).startSeconds;
}

test("a bot that took long to become healthy is given twice that, and the run says why", async () => {
  await rolledOut(
    { turns: [["healthy", 700]] },
    {
      turns: [
        ["unknown", 5],
        ["healthy", 90],
        ["failing", 200],
        ["healthy", 2_500],
      ],
    },
  );
  const id = await accepted(scene);
  const { deadlineAt, deadlineWhy } = await readRollback({ ctx: scene.ctx(), input: { id } });
  expect(deadlineAt).toBe(new Date(scene.now.getTime() + 1_400_000).toISOString());
  expect(deadlineWhy).toContain("one of its last rollouts took 11 min 40 s to become healthy");
});

test.each<[string, Past]>([
  [
    "one that failed on its way",
    {
      turns: [
        ["failing", 20],
        ["healthy", 2_000],
      ],
    },
  ],
  ["one that was seen only when it had been live for long", { seenAfter: 40, turns: [["healthy", 2_000]] }],
  ["one that never was healthy", { turns: [["failing", 20]] }],
])("%s does not count", async (_, past) => {
  await rolledOut(past, { turns: [["healthy", 50]] });
  expect(await known()).toBe(50);
});

test("only the last ones count", async () => {
  await rolledOut({ turns: [["healthy", 2_000]] }, ...Array.from({ length: 10 }, (): Past => ({ turns: [["healthy", 15]] })));
  expect(await known()).toBe(15);
});
