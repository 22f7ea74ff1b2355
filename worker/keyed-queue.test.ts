import fc from "fast-check";
import { expect, test } from "vitest";
import { KeyedQueue } from "./keyed-queue";

/** A queue whose acts end when the test says so. */
function held(width = 2) {
  const running: { key: string; end: () => void; fail: (error: Error) => void }[] = [];
  const errors: unknown[] = [];
  const queue = new KeyedQueue({
    act: (key) => new Promise((resolve, reject) => running.push({ key, end: resolve, fail: reject })),
    width,
    log: { error: ((said: unknown) => errors.push(said)) as never },
  });
  const take = async (key: string, how: (act: (typeof running)[number]) => void) => {
    const [act] = running.splice(
      running.findIndex((candidate) => candidate.key === key),
      1,
    );
    how(act!);
    await new Promise(setImmediate);
  };
  return {
    queue,
    errors,
    keys: () => running.map(({ key }) => key),
    end: (key: string) => take(key, (act) => act.end()),
    fail: (key: string) => take(key, (act) => act.fail(new Error(key))),
  };
}

test("runs different keys side by side, up to its width", async () => {
  const { queue, keys, end } = held();
  ["a", "b", "c"].forEach((key) => queue.add(key));
  expect(keys()).toEqual(["a", "b"]);
  await end("a");
  expect(keys()).toEqual(["b", "c"]);
});

test("never runs a key twice at once; what was added meanwhile, however often, runs once more after", async () => {
  const { queue, keys, end } = held();
  queue.add("a");
  ["a", "a", "a"].forEach((key) => queue.add(key));
  expect(keys()).toEqual(["a"]);
  await end("a");
  expect(keys()).toEqual(["a"]);
  await end("a");
  expect(keys()).toEqual([]);
});

test("a key that waits for itself does not keep others waiting", async () => {
  const { queue, keys } = held();
  ["a", "a", "b"].forEach((key) => queue.add(key));
  expect(keys()).toEqual(["a", "b"]);
});

test("a fault is told and stops nobody, not even its own key", async () => {
  const { queue, keys, fail, errors } = held(1);
  ["a", "b"].forEach((key) => queue.add(key));
  await fail("a");
  expect(errors).toMatchObject([{ key: "a", err: { message: "a" } }]);
  expect(keys()).toEqual(["b"]);
  queue.add("a");
  await fail("b");
  expect(keys()).toEqual(["a"]);
});

test("closing waits for what runs, drops what waits, and takes nothing more in", async () => {
  const { queue, keys, end } = held(1);
  ["a", "b"].forEach((key) => queue.add(key));
  let closed = false;
  const closing = queue.close().then(() => (closed = true));
  queue.add("c");
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  await end("a");
  await closing;
  expect(keys()).toEqual([]);
});

test("closing one that is idle ends at once", async () => {
  await expect(held().queue.close()).resolves.toBeUndefined();
});

test("whatever is added and in whatever order it ends: one at a time for each key, nothing forgotten, never more than its width", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", "c", "d")),
      fc.integer({ min: 1, max: 3 }),
      fc.scheduler(),
      async (keys, width, scheduler) => {
        const running = new Set<string>();
        const last = new Map<string, number>();
        let added = 0;
        const begun = new Map<string, number>();
        const queue = new KeyedQueue({
          act: async (key) => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            expect(running.size).toBeLessThanOrEqual(width);
            begun.set(key, added);
            await scheduler.schedule(Promise.resolve());
            running.delete(key);
          },
          width,
          log: {
            error: (({ err }: { err: Error }) => {
              throw err;
            }) as never,
          },
        });
        for (const key of keys) {
          last.set(key, ++added);
          queue.add(key);
        }
        await scheduler.waitIdle();
        expect(running.size).toBe(0);
        for (const [key, when] of last) expect(begun.get(key) ?? 0).toBeGreaterThanOrEqual(when);
      },
    ),
    { numRuns: 50 },
  );
});
