import { memo } from "react";
import type { PlanJson } from "@/lib/rollbacks/schemas";
import { Compared } from "./compared";
import { TemplateDiff } from "./template-diff";

/** What a plan would change. Drawn once for each plan, not with each letter that somebody types below: there may be thousands of lines. */
export const PlanDifference = memo(function PlanDifference({ plan }: { plan: PlanJson }) {
  return (
    <Compared value={{ from: plan.from, to: plan.to }}>
      <TemplateDiff diff={plan.diff} configRecorded={bringsConfig(plan)} />
    </Compared>
  );
});

function bringsConfig({ choice, coverage: { config, maps } }: PlanJson): boolean {
  return choice !== "code" && config && maps.length > 0;
}
