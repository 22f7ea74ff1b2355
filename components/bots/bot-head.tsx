import Link from "next/link";
import { Elapsed } from "@/components/time/elapsed";
import { Moment } from "@/components/time/moment";
import { ScreenTitle } from "@/components/ui/screen-title";
import type { BotJson, ReleaseJson } from "@/lib/bots/schemas";
import { botSentence } from "./bot-sentence";
import { broughtByWords } from "./brought-by-words";
import { VerdictGlyph } from "./verdict-glyph";

export function BotHead({ bot }: { bot: BotJson }) {
  const { live, archivedAt } = bot;
  const brought = live && broughtByWords(live);
  const trouble = !archivedAt && bot.verdict !== "healthy" ? (bot.verdictReasons[0] ?? "") : "";

  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <nav aria-label="Where this is" className="text-sm text-ink-2">
        <Link href="/" className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
          Fleet
        </Link>
        <Slash />
        {bot.environment.title}
        <Slash />
        {bot.namespace}
        <Slash />
        <span className="text-ink-3">
          {bot.kind} {bot.name}
        </span>
      </nav>
      <div aria-live="polite" className="mt-2">
        <ScreenTitle className="flex items-start gap-3">
          <span className="mt-2 flex sm:mt-2.75">
            <VerdictGlyph verdict={archivedAt ? "unknown" : bot.verdict} wordless large />
          </span>
          <span className="min-w-0">{botSentence(bot)}</span>
        </ScreenTitle>
        {trouble && <p className="mt-1.5 max-w-2xl text-lg text-pretty">{trouble}</p>}
        {!archivedAt &&
          bot.sight.config.map((sentence) => (
            <p key={sentence} className="mt-1.5 max-w-2xl text-pretty">
              {sentence}
            </p>
          ))}
      </div>
      <p className="mt-1.5 max-w-2xl text-lg text-pretty text-ink-2">
        {archivedAt ? (
          <>
            Last seen <Moment at={archivedAt} />.{" "}
          </>
        ) : null}
        {live && (
          <>
            It {archivedAt ? "ran" : "runs"} <span className="version text-ink">{live.release.version}</span>
            {!archivedAt && (
              <>
                , live for <Elapsed from={live.since} rough />
              </>
            )}
            {brought && `, brought by ${brought}`}.
          </>
        )}
      </p>
      {live && <ReleaseFacts release={live.release} />}
    </div>
  );
}

/** What tells the live release from others, and what those who made it said of it. */
function ReleaseFacts({ release: { digest, commit, author, changeCause } }: { release: ReleaseJson }) {
  return (
    <p className="mt-1 max-w-2xl text-sm break-words text-ink-3">
      <span className="version" title={`First digits of the release's content hash: ${digest}`}>
        {digest.slice(0, 7)}
      </span>
      {commit && (
        <>
          {" · commit "}
          <span className="version">{commit.slice(0, 7)}</span>
        </>
      )}
      {author && ` · by ${author}`}
      {changeCause && ` · “${changeCause}”`}
    </p>
  );
}

function Slash() {
  return (
    <span aria-hidden className="mx-1.5 text-ink-3">
      /
    </span>
  );
}
