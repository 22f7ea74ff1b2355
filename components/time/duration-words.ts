const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration as people say it: "38 s", "4 min 10 s", "2 h 10 min", "9 d 17 h". */
export function durationWords(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return two(span, MINUTE, "min", SECOND, "s");
  if (span < DAY) return two(span, HOUR, "h", MINUTE, "min");
  return two(span, DAY, "d", HOUR, "h");
}

/** How old something is, where the last digit does not matter: "38 s", "15 min", "2 h 10 min", "12 days". */
export function roughWords(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return two(span, HOUR, "h", MINUTE, "min");
  const days = Math.floor(span / DAY);
  return days < 2 ? two(span, DAY, "d", HOUR, "h") : `${days} days`;
}

function two(span: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((span % large) / small);
  const head = `${Math.floor(span / large)} ${largeWord}`;
  return rest === 0 ? head : `${head} ${rest} ${smallWord}`;
}
