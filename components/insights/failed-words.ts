import type { Tally } from "@/lib/rollbacks/insights/schemas";
import { ENOUGH } from "./insights-sentence";

/** "2 of 14 (14 %)"; of a few deploys no rate, which would say more than they do. */
export function failedWords({ deploys, failedDeploys }: Pick<Tally, "deploys" | "failedDeploys">): string {
  if (deploys === 0) return "no deploys";
  const share = deploys < ENOUGH ? "" : ` (${Math.round((100 * failedDeploys) / deploys)} %)`;
  return `${failedDeploys} of ${deploys}${share}`;
}
