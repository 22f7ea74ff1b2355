import { Elapsed } from "@/components/time/elapsed";
import { TimeOfDay } from "@/components/time/time-of-day";
import type { RolloutJson } from "@/lib/bots/schemas";

/** From when to when a release was live, and for how long; of an imported one only when it was made is known. */
export function HistoryTimes({ rollout: { since, until, origin } }: { rollout: RolloutJson }) {
  if (origin === "imported") {
    return (
      <p className="text-sm text-ink-2 sm:text-right">
        made <TimeOfDay at={since} day="never" />
      </p>
    );
  }
  return (
    <p className="text-sm text-ink-2 sm:text-right sm:whitespace-nowrap">
      {until ? (
        <>
          <TimeOfDay at={since} day="never" />–<TimeOfDay at={until} day={sameDay(since, until) ? "never" : "always"} />
        </>
      ) : (
        <>
          since <TimeOfDay at={since} day="never" />
        </>
      )}
      <span aria-hidden> · </span>
      <span className="sr-only">live for </span>
      <Elapsed from={since} to={until} rough={until === null} />
    </p>
  );
}

function sameDay(since: string, until: string): boolean {
  return new Date(since).toDateString() === new Date(until).toDateString();
}
