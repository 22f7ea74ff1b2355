import { describe, expect, test } from "vitest";
import { loop, pauseAfter } from "./loop";

const quiet = { error: () => {}, info: () => {} };

/** A promise and its resolver: tests wait for what happens, not for time. */
function moment(): { came: Promise<void>; come: () => void } {
  let come = () => {};
  const came = new Promise<void>((resolve) => (come = resolve));
  return { came, come };
}

describe("a loop", () => {
  test("calls again and again, and ends with its signal", async () => {
    const stop = new AbortController();
    let calls = 0;
    const act = async () => {
      calls += 1;
      if (calls === 3) stop.abort();
    };
    await loop({ name: "sample", every: 1, act, signal: stop.signal, log: quiet }).ended;
    expect(calls).toBe(3);
  });

  test("never overlaps itself, and ends only when the call under way has", async () => {
    const stop = new AbortController();
    const entered = moment();
    const leave = moment();
    let inside = 0;
    let most = 0;
    const act = async () => {
      most = Math.max(most, (inside += 1));
      entered.come();
      await leave.came;
      inside -= 1;
    };
    const running = loop({ name: "sample", every: 1, act, signal: stop.signal, log: quiet });
    await entered.came;
    running.wake();
    stop.abort();
    leave.come();
    await running.ended;
    expect({ most, inside }).toEqual({ most: 1, inside: 0 });
  });

  test("comes at once when it is woken from a long pause", async () => {
    const stop = new AbortController();
    const first = moment();
    let calls = 0;
    const act = async () => {
      calls += 1;
      first.come();
      if (calls === 2) stop.abort();
    };
    const running = loop({ name: "sample", every: 3_600_000, act, signal: stop.signal, log: quiet });
    await first.came;
    running.wake();
    await running.ended;
    expect(calls).toBe(2);
  });

  test("woken while it works, it works once more", async () => {
    const stop = new AbortController();
    let calls = 0;
    const running = loop({
      name: "sample",
      every: 3_600_000,
      act: async () => {
        await Promise.resolve();
        calls += 1;
        if (calls === 1) running.wake();
        else stop.abort();
      },
      signal: stop.signal,
      log: quiet,
    });
    await running.ended;
    expect(calls).toBe(2);
  });

  test("logs what fails and goes on", async () => {
    const stop = new AbortController();
    const said: string[] = [];
    let calls = 0;
    const act = async () => {
      calls += 1;
      if (calls === 1) throw new Error("no");
      stop.abort();
    };
    const log = { error: (_: unknown, line: string) => said.push(line), info: (_: unknown, line: string) => said.push(line) };
    await loop({ name: "sample", every: 1, act, signal: stop.signal, log: log as never }).ended;
    expect(said).toEqual(["failed; will be tried again", "works again"]);
  });
});

test.each([
  [0, 1_000, 1_000],
  [1, 1_000, 2_000],
  [3, 1_000, 8_000],
  [9, 1_000, 30_000],
  [1, 10, 500],
  [5, 60_000, 60_000],
])("after %i failures of a loop of %i ms it pauses %i ms", (failures, every, pause) => {
  expect(pauseAfter(failures, every)).toBe(pause);
});
