import { describe, expect, test } from "vitest";
import { releasesToPrune, type Releases } from "./releases-to-prune";
import { records } from "./testing/records";

const DAY = 86_400_000;
/** A hundred releases that came to nothing, after which comes what is told; newest first, a day apart. */
function history(told: string, more: Partial<Releases> = {}) {
  const hundred = Array.from({ length: 100 }, (_, index) => `2.${100 - index}.0`);
  const { liveId, all } = records([...hundred, ...told.split("|")].join(" | "));
  return { records: all, liveId, inHand: new Set<string>(), named: new Set<string>(), now: new Date("2026-02-01"), ...more };
}
const ids = (...versions: string[]) => versions.map((version) => `rel_${version}`);
const taken = (releases: Releases) => {
  const { letGo, forget } = releasesToPrune(releases);
  return { letGo: letGo.sort(), forget: forget.sort() };
};

describe("of what a bot ran", () => {
  test("the hundred that were live last are kept, older ones that came to nothing are let go", () => {
    expect(taken(history("1.1.0 | 1.0.0"))).toEqual({ letGo: ids("1.0.0", "1.1.0"), forget: [] });
  });

  test("whatever was ever known good is kept, marked bad since or not", () => {
    expect(taken(history("1.3.0 good | 1.2.0 good bad | 1.1.0 good left | 1.0.0")).letGo).toEqual(ids("1.0.0"));
  });

  test("what is live is kept, however long ago it was brought", () => {
    expect(taken(history("1.1.0 live | 1.0.0")).letGo).toEqual(ids("1.0.0"));
  });

  test.each([
    ["the newest that was available", "1.2.0 available bad | 1.1.0 available | 1.0.0 available", ids("1.0.0", "1.2.0")],
    [
      "the newest imported one, where none was ever available",
      "1.2.0 imported left | 1.1.0 imported | 1.0.0 imported",
      ids("1.0.0", "1.2.0"),
    ],
    ["none beside a known good one", "1.2.0 available | 1.1.0 good", ids("1.2.0")],
  ])("the default target is kept: %s", (_, told, letGo) => {
    expect(taken(history(told)).letGo).toEqual(letGo);
  });

  test("what a rollback or a plan is about to use is kept, what one of long ago used is not", () => {
    const inHand = new Set(ids("1.1.0"));
    const named = new Set(ids("1.0.0", "1.1.0"));
    expect(taken(history("1.1.0 | 1.0.0", { inHand, named })).letGo).toEqual(ids("1.0.0"));
  });

  test("what was seen just now and is not yet known to be live is kept, though it comes last", () => {
    const all = history("1.0.0 | 2.101.0");
    const now = all.records.map((each) => (each.release.version === "2.101.0" ? { ...each, lastLiveAt: all.now } : each));
    expect(taken({ ...all, records: now }).letGo).toEqual(ids("1.0.0", "2.1.0"));
  });

  test("compositions do not count among the hundred", () => {
    const all = history("1.0.0");
    const composed = all.records.map((record) => ({ ...record, composed: record.release.version.startsWith("2.") }));
    expect(taken({ ...all, records: composed, named: new Set(ids("1.0.0")) }).letGo).toEqual([]);
  });
});

describe("of what was put together for a plan", () => {
  const composed = (more: Partial<Releases> = {}) => {
    const { all, liveId } = records("1.1.0 live | 1.0.0+config.2 composed");
    const made = all[1]?.release.firstSeenAt.getTime() ?? 0;
    return { records: all, liveId, inHand: new Set<string>(), named: new Set<string>(), now: new Date(made + DAY), ...more };
  };

  test("what nobody names is forgotten after a day", () => {
    expect(taken(composed())).toEqual({ letGo: [], forget: ids("1.0.0+config.2") });
    expect(taken(composed({ now: new Date(composed().now.getTime() - 1) }))).toEqual({ letGo: [], forget: [] });
  });

  test("what a rollback or an old plan names stays by name only", () => {
    expect(taken(composed({ named: new Set(ids("1.0.0+config.2")) }))).toEqual({ letGo: ids("1.0.0+config.2"), forget: [] });
  });

  test("what is about to be used stays whole", () => {
    const named = new Set(ids("1.0.0+config.2"));
    expect(taken(composed({ named, inHand: named }))).toEqual({ letGo: [], forget: [] });
  });
});
