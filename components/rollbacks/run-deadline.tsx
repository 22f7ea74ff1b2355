import { TimeOfDay } from "@/components/time/time-of-day";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

/** While a run goes on: until when it is waited for, and why until then. */
export function RunDeadline({ run: { active, deadlineAt, deadlineWhy } }: { run: RollbackJson }) {
  if (!active || deadlineAt === null) return null;
  return (
    <p className="mt-1.5 text-sm text-pretty text-ink-2">
      Until <TimeOfDay at={deadlineAt} seconds />
      {deadlineWhy !== null && `, because ${deadlineWhy}`}.
    </p>
  );
}
