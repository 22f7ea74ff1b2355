import { TimeOfDay } from "@/components/time/time-of-day";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { broughtByWords } from "./brought-by-words";
import { FleetStrip } from "./fleet-strip";

/** What a row says of its bot: the trouble and who brought it, or quietly that nothing is wrong. */
export function FleetRowSays({ bot }: { bot: FleetLine }) {
  const { verdict, reason, reasons, live, pods, alarm, hold } = bot;
  const brought = live && broughtByWords({ ...live, release: live });
  const from = live && (brought || live.commit) && (
    <p className="text-xs text-ink-2">
      since <TimeOfDay at={live.since} />
      {brought && `, by ${brought}`}
      {live.commit && (
        <>
          , commit <span className="version">{live.commit.slice(0, 7)}</span>
        </>
      )}
    </p>
  );

  const held = hold && (
    <p className="text-xs text-ink-2">
      Held until <TimeOfDay at={hold.expiresAt} /> by {hold.owner}: not <span className="version">{hold.version}</span>
    </p>
  );

  if (alarm) {
    return (
      <>
        <p className="line-clamp-2 font-title text-pretty text-bad">
          <span className="version">{alarm.version}</span> is back: {alarm.by ?? "something"} brought it.
        </p>
        {reason && <p className="text-xs text-ink-2">{reason}</p>}
      </>
    );
  }
  switch (verdict) {
    case "failing":
      return (
        <>
          <p className="line-clamp-2 font-title text-pretty text-bad" title={reason ?? undefined}>
            {reason ?? "It is failing."}
          </p>
          {reasons > 1 && <p className="text-xs text-bad">and {reasons - 1} more</p>}
          {from}
        </>
      );
    case "degraded":
      return (
        <>
          <p className="text-sm">{reason ?? "It is degraded."}</p>
          {from}
          {held}
        </>
      );
    case "unknown":
      return (
        <>
          <p className="text-sm text-ink-2">{reason ?? "Not enough seen yet to judge."}</p>
          {held}
        </>
      );
    case "healthy":
      return (
        <>
          <div className="flex flex-wrap items-end gap-x-4">
            <FleetStrip botId={bot.id} className="flex-none" />
            <p className="min-w-0 truncate text-xs text-ink-2 max-sm:hidden">
              {pods.ready < pods.desired && `${pods.ready} of ${pods.desired} pods ready · `}
              {brought && `by ${brought}`}
            </p>
          </div>
          {held}
        </>
      );
  }
}
