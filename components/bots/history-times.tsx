import type { ReactNode } from "react";
import { Elapsed } from "@/components/time/elapsed";
import { TimeOfDay } from "@/components/time/time-of-day";
import type { RolloutJson } from "@/lib/bots/schemas";

/** From when to when a release was live, and for how long; of an imported one only when it was made is known. */
export function HistoryTimes({ rollout: { id, since, until, origin } }: { rollout: RolloutJson }) {
  if (origin === "imported") {
    return (
      <p className="text-sm text-ink-2 sm:text-right">
        made{" "}
        <Address id={id}>
          <TimeOfDay at={since} day="never" />
        </Address>
      </p>
    );
  }
  return (
    <p className="text-sm text-ink-2 sm:text-right sm:whitespace-nowrap">
      <Address id={id}>
        {until ? (
          <>
            <TimeOfDay at={since} day="never" />–<TimeOfDay at={until} day={sameDay(since, until) ? "never" : "always"} />
          </>
        ) : (
          <>
            since <TimeOfDay at={since} day="never" />
          </>
        )}
      </Address>
      <span aria-hidden> · </span>
      <span className="sr-only">live for </span>
      <Elapsed from={since} to={until} rough={until === null} />
    </p>
  );
}

/** The row's own address, to be passed on. */
function Address({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a href={`#${id}`} title="Address of this row" className="inline-block hover:text-ink hover:underline max-sm:py-1">
      {children}
    </a>
  );
}

function sameDay(since: string, until: string): boolean {
  return new Date(since).toDateString() === new Date(until).toDateString();
}
