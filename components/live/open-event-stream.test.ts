import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openEventStream } from "./open-event-stream";

const opened: FakeEventSource[] = [];

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    opened.push(this);
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
  say(name: string, lastEventId: string, data: unknown = {}) {
    this.dispatchEvent(Object.assign(new Event(name), { lastEventId, data: JSON.stringify(data) }));
  }
}

const said: string[] = [];
let stop = () => {};
const stream = () => opened.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeEventSource);
  said.length = opened.length = 0;
  const tell = (word: string) => () => void said.push(word);
  stop = openEventStream({
    onOpen: tell("open"),
    onBroken: tell("broken"),
    onResync: tell("resync"),
    onChange: ({ kind }) => said.push(`change ${kind}`),
  });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("reads everything when it opens first, and not when the browser takes it up again", () => {
  stream().onopen?.();
  stream().say("here", "a1-0");
  stream().say("change", "a1-1", { kind: "settings" });
  stream().readyState = 0;
  stream().onerror?.();
  stream().readyState = 1;
  stream().onopen?.();
  expect(said).toEqual(["open", "resync", "change settings", "broken", "open"]);
  expect(opened).toHaveLength(1);
});

test("opens again after an HTTP error, from the last event on", () => {
  stream().onopen?.();
  stream().say("change", "a1-7", { kind: "settings" });
  stream().close();
  stream().onerror?.();
  vi.advanceTimersByTime(3_000);
  expect(opened.map(({ url }) => url)).toEqual(["/api/v1/events", "/api/v1/events?lastEventId=a1-7"]);
  stream().onopen?.();
  expect(said.filter((word) => word === "resync")).toHaveLength(1);
  stream().say("resync", "b2-0");
  expect(said.filter((word) => word === "resync")).toHaveLength(2);
});

test("takes a stream that is silent for 40 s for dead, and one that beats for living", () => {
  stream().onopen?.();
  for (let beats = 0; beats < 5; beats++) {
    vi.advanceTimersByTime(15_000);
    stream().say("beat", "");
  }
  expect(said).toEqual(["open", "resync"]);
  vi.advanceTimersByTime(40_000);
  expect(said.at(-1)).toBe("broken");
  vi.advanceTimersByTime(3_000);
  expect(opened).toHaveLength(2);
  expect(opened[0]?.readyState).toBe(FakeEventSource.CLOSED);
});

test("stays stopped", () => {
  stream().onopen?.();
  stop();
  vi.advanceTimersByTime(120_000);
  expect(opened).toHaveLength(1);
});
