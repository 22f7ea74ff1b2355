import Link from "next/link";
import { usePerson } from "@/components/frame/person-context";
import { SmallStopwatch } from "@/components/time/small-stopwatch";
import { Elapsed } from "@/components/time/elapsed";
import { roughWords } from "@/components/time/duration-words";
import { ButtonLink } from "@/components/ui/button-link";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { FleetRowSays } from "./fleet-row-says";
import { standingWords } from "./target-words";
import { VerdictGlyph } from "./verdict-glyph";

const ROW =
  "relative grid grid-cols-[1rem_minmax(0,1fr)_fit-content(9.5rem)] items-center gap-x-2.5 gap-y-1 border-b border-line py-3 hover:bg-sunk/60 sm:grid-cols-[1.25rem_minmax(0,1.2fr)_7rem_minmax(0,2fr)_8.5rem] sm:gap-4 sm:py-2 lg:grid-cols-[1.25rem_minmax(9rem,1.1fr)_8.5rem_minmax(12rem,2fr)_12.5rem_7rem] sm:min-h-14";
const FAILING =
  "-mx-2 my-0.5 rounded-md border-transparent bg-linear-to-r from-bad-wash to-transparent to-70% px-2 py-3.5 sm:-mx-4 sm:min-h-19 sm:px-4";

export function FleetRow({ bot, red }: { bot: FleetLine; red: boolean }) {
  const failing = bot.verdict === "failing";
  const aside = "col-span-2 col-start-2 sm:col-span-1 sm:col-start-auto";

  return (
    <div className={`${ROW} ${failing ? FAILING : ""}`}>
      <VerdictGlyph verdict={bot.verdict} />
      <div className="min-w-0">
        <h2 className="text-base font-title tracking-[-0.01em]">
          <Link
            href={bot.path}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {bot.title}
          </Link>
        </h2>
        <p className="text-xs text-ink-2">{bot.environment.title}</p>
      </div>
      <div className="min-w-0 text-right sm:text-left">
        <p className="version truncate">{bot.live?.version ?? "–"}</p>
        {bot.live && (
          <p className="text-xs whitespace-nowrap text-ink-2">
            live <Elapsed from={bot.live.since} rough />
          </p>
        )}
      </div>
      <div className={`min-w-0 ${aside}`}>
        <FleetRowSays bot={bot} />
      </div>
      {bot.activeRollback ? (
        <Running run={bot.activeRollback} className={`${aside} lg:col-span-2`} />
      ) : (
        <WayBack bot={bot} red={red} failing={failing} aside={aside} />
      )}
    </div>
  );
}

function Running({ run, className }: { run: NonNullable<FleetLine["activeRollback"]>; className: string }) {
  return (
    <div className={`flex items-center justify-between gap-4 ${className}`}>
      <div className="min-w-0">
        <SmallStopwatch startedAt={run.startedAt} />
        <p className="text-xs text-ink-2">
          {run.startedBy} rolls back to <span className="version">{run.toVersion}</span>
        </p>
      </div>
      <ButtonLink href={`/rollbacks/${encodeURIComponent(run.id)}`} className="z-1">
        Follow
      </ButtonLink>
    </div>
  );
}

function WayBack({ bot, red, failing, aside }: { bot: FleetLine; red: boolean; failing: boolean; aside: string }) {
  const { mayRollBack } = usePerson();
  const onPhone = failing ? "" : "max-sm:hidden";
  if (bot.target.kind === "none") {
    return <p className={`text-sm text-ink-3 ${aside} ${onPhone} sm:max-lg:hidden lg:col-span-2`}>Nothing to go back to</p>;
  }
  return (
    <>
      <div className={`text-sm ${failing ? "text-ink" : "text-ink-2"} ${aside} ${onPhone} sm:max-lg:hidden`}>
        Back to <span className="version break-words">{bot.target.version}</span>
        {bot.expected && <span className="whitespace-nowrap"> · about {roughWords(bot.expected.seconds * 1000)}</span>}
        {(failing || bot.target.because !== "known-good") && (
          <span className="block text-xs text-ink-2">{standingWords({ standing: bot.target.because, quarantine: null })}</span>
        )}
      </div>
      <div className={`text-right ${aside} ${onPhone}`}>
        {mayRollBack && (
          <ButtonLink
            href={`${bot.path}/rollback`}
            prefetch={failing}
            look={red ? "bad" : failing ? "plain" : "quiet"}
            aria-label={`Roll back ${bot.title} in ${bot.environment.title} to ${bot.target.version}`}
            className={`z-1 max-sm:mt-2 max-sm:min-h-12 max-sm:w-full max-sm:text-lg ${red || failing ? "" : "sm:-mr-3.5 font-normal!"} relative`}
          >
            Roll back…
          </ButtonLink>
        )}
      </div>
    </>
  );
}
