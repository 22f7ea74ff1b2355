import { durationInWords } from "../duration-in-words";
import type { SplitJson } from "../schemas";
import type { IncidentReport } from "./schemas";

/** The parts of a recovery that are known, each with what it is from and to. */
export function timesInWords(times: SplitJson): IncidentReport["spans"] {
  const parts: [string, number | null, string][] = [
    ["Decide", times.decideSeconds, "from the first bad signal to the click"],
    ["Act", times.actSeconds, "from the click until the cluster accepted it"],
    ["Recover", times.recoverSeconds, "from then until all pods ran it and were healthy"],
    ["In all", times.totalSeconds, "from the first bad signal until it had recovered"],
  ];
  const known = parts.flatMap(([name, seconds, means]) => (seconds === null ? [] : [{ name, words: inWords(seconds), means }]));
  if (times.keptFiveMinutes === null) return known;
  const words = times.keptFiveMinutes ? "kept" : "broken";
  return [...known, { name: "Five-minute rule", words, means: "recovered at most 5 min after the click" }];
}

/** "0.03 s": the cluster accepts within hundredths. */
function inWords(seconds: number): string {
  return seconds < 1 ? `${seconds.toFixed(2)} s` : durationInWords(seconds * 1_000);
}
