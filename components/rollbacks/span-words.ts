import { durationWords } from "@/components/time/duration-words";

/** Seconds as people say them, to the hundredth where that is all there is: "0.03 s", "4.2 s", "14 min 50 s". */
export function spanWords(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : durationWords(seconds * 1_000);
}
