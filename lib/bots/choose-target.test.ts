import { describe, expect, test } from "vitest";
import { chooseTarget } from "./choose-target";
import { records } from "./testing/records";

describe("the default target", () => {
  test.each([
    ["the newest known good", "1.2.0 live | 1.1.0 good | 1.0.0 good", "1.1.0"],
    ["an older known good over a newer unproved one", "1.2.0 live | 1.1.5 imported | 1.1.0 good", "1.1.0"],
    ["one that was available over a newer imported one", "1.2.0 live | 1.1.5 imported | 1.1.0 available", "1.1.0"],
    ["never a release marked bad, however healthy it looked", "1.3.0 live | 1.2.0 good bad | 1.1.0 good", "1.1.0"],
    ["after a rollback, not what was left", "1.1.0 live good | 1.2.0 good left | 1.0.0 good", "1.0.0"],
    ["not what somebody went back from by other means", "1.1.0 live good | 1.2.0 good undone | 1.0.0 good", "1.0.0"],
    ["when what was left is live again, the release of before", "1.2.0 live good left | 1.1.0 good | 1.0.0 good", "1.1.0"],
    [
      "however many are in quarantine, the next one",
      "1.4.0 live | 1.3.0 good left | 1.2.0 good bad | 1.1.0 available left | 1.0.0 good",
      "1.0.0",
    ],
    ["on the first day, the newest that the cluster still knows", "1.2.0 live | 1.1.0 imported", "1.1.0"],
    ["never one that was seen live and never worked", "1.3.0 live | 1.2.0 unproved | 1.1.0 imported", "1.1.0"],
  ])("is %s", (_, history, expected) => {
    const { liveId, all } = records(history);
    expect(chooseTarget(liveId, all)).toMatchObject({ kind: "chosen", record: { release: { version: expected } } });
  });

  test("is nothing, and says why, when every other release is bad", () => {
    const { liveId, all } = records("1.2.0 live | 1.1.0 bad | 1.0.0 good left");
    expect(chooseTarget(liveId, all)).toEqual({ kind: "none", because: "all-others-bad" });
  });

  test("is nothing, and says so, when no other release was ever seen to work", () => {
    const { liveId, all } = records("1.2.0 live | 1.1.0 bad | 1.0.0 unproved");
    expect(chooseTarget(liveId, all)).toEqual({ kind: "none", because: "none-worked" });
  });

  test("is nothing for a bot with one release", () => {
    const { liveId, all } = records("1.0.0 live");
    expect(chooseTarget(liveId, all)).toEqual({ kind: "none", because: "only-one-release" });
  });

  test("is never what was put together for a plan: it does not count as another release", () => {
    const { liveId, all } = records("1.1.0 live | 1.0.0+config.2 composed | 1.0.0+config.3 composed available");
    expect(chooseTarget(liveId, all)).toEqual({ kind: "none", because: "only-one-release" });
  });
});
