import { durationWords } from "./duration-words";

/** Seconds as people say them; parts of a second only where that is all there is to say: "0.03 s", "4.2 s", "38 s", "4 min 10 s". */
export function secondsWords(seconds: number): string {
  if (seconds >= 10) return durationWords(Math.round(seconds) * 1_000);
  return `${Number(seconds.toFixed(seconds < 1 ? 2 : 1))} s`;
}
