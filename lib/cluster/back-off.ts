import { ClusterError } from "./cluster-error";
import { Throttled } from "./watch-faults";

const FIRST_MS = 500;
const MOST_MS = 8_000;
const WITHOUT_RIGHTS_MS = 60_000;
const MOST_OBEYED_MS = 120_000;

/**
 * How long to wait after the n-th fault in a row (n from 1): doubling to 8 s, half of it chance, so that many watches do not come back as one.
 * Rights are not granted in seconds, so they are asked for about once a minute. A server's own wish is obeyed, within reason.
 */
export function backOffMs(error: unknown, failures: number, random: () => number): number {
  if (error instanceof Throttled && error.retryAfterMs !== null) return Math.min(error.retryAfterMs, MOST_OBEYED_MS) * (1 + random() / 4);
  const wait =
    error instanceof ClusterError && error.reason === "forbidden" ? WITHOUT_RIGHTS_MS : Math.min(FIRST_MS * 2 ** (failures - 1), MOST_MS);
  return wait * (0.5 + random() / 2);
}
