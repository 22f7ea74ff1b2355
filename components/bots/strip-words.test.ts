import { expect, test } from "vitest";
import type { VerdictSlot } from "@/lib/bots/schemas";
import { stripWords } from "./strip-words";

const slot = (verdict: VerdictSlot["verdict"], seconds = 60, day = 1): VerdictSlot => ({ from: `2026-11-0${day}`, verdict, seconds });

test.each<[VerdictSlot[], string]>([
  [[slot("healthy"), slot("unknown"), slot(null)], "Last 3 days: nothing wrong was seen."],
  [[slot("unknown"), slot(null)], "Last 2 days: not judged yet."],
  [[], "Last 0 days: not judged yet."],
  [
    [slot("degraded", 250, 1), slot("healthy", 60, 2), slot("failing", 38, 3)],
    "Last 3 days: failing for 38 s on 2026-11-03, degraded for 4 min 10 s on 2026-11-01.",
  ],
  [
    [1, 2, 3, 4, 5, 6, 7].map((day) => slot("failing", 1, day)),
    "Last 7 days: failing for 1 s on 2026-11-07, failing for 1 s on 2026-11-06, failing for 1 s on 2026-11-05, failing for 1 s on 2026-11-04, failing for 1 s on 2026-11-03, and 2 more.",
  ],
])("%j: %s", (slots, words) => expect(stripWords(slots, `Last ${slots.length} days`, ({ from }) => `on ${from}`)).toBe(words));
