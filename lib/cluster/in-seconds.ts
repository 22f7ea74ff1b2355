/** A span of time for a sentence: "10 s", "0.3 s". */
export function inSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
