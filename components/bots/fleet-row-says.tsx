import { TimeOfDay } from "@/components/time/time-of-day";
import type { BotJson } from "@/lib/bots/schemas";
import { broughtByWords } from "./brought-by-words";

/** What a row says of its bot: the trouble and who brought it, or quietly that nothing is wrong. */
export function FleetRowSays({ bot }: { bot: BotJson }) {
  const { verdict, verdictReasons, archivedAt, live, sight, alarm } = bot;
  if (archivedAt) return <p className="text-sm text-ink-2">Gone from the cluster. Its history stays.</p>;

  const [first, ...more] = verdictReasons;
  const brought = live && broughtByWords(live);
  const from = live && (brought || live.release.commit) && (
    <p className="text-xs text-ink-2">
      since <TimeOfDay at={live.since} />
      {brought && `, by ${brought}`}
      {live.release.commit && (
        <>
          , commit <span className="version">{live.release.commit.slice(0, 7)}</span>
        </>
      )}
    </p>
  );

  const [hold] = bot.holds;
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
        {first && <p className="text-xs text-ink-2">{first}</p>}
      </>
    );
  }
  switch (verdict) {
    case "failing":
      return (
        <>
          <p className="line-clamp-2 font-title text-pretty text-bad" title={first}>
            {first ?? "It is failing."}
          </p>
          {more.length > 0 && <p className="text-xs text-bad">and {more.length} more</p>}
          {from}
        </>
      );
    case "degraded":
      return (
        <>
          <p className="text-sm">{first ?? "It is degraded."}</p>
          {from}
          {held}
        </>
      );
    case "unknown":
      return <p className="text-sm text-ink-2">{first ?? "Not enough seen yet to judge."}</p>;
    case "healthy":
      return (
        <>
          <p className="text-sm text-ink-2 max-sm:hidden">
            {sight.ready} of {sight.desired} pods ready
            {brought && ` · by ${brought}`}
          </p>
          {held}
        </>
      );
  }
}
