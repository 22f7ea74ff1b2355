import { Elapsed } from "@/components/time/elapsed";
import { Moment } from "@/components/time/moment";
import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import { QuotedLines } from "@/components/ui/quoted-lines";
import { VerdictGlyph } from "./verdict-glyph";

const TONES = { healthy: "text-ink", degraded: "text-warn", failing: "text-bad", unknown: "text-ink-2" } as const;

export function HealthCard({ bot: { verdict, verdictReasons, verdictSince, sight, sightAt } }: { bot: BotJson }) {
  return (
    <Card title="Health">
      <p className={`flex items-center gap-2 font-title ${TONES[verdict]}`}>
        <VerdictGlyph verdict={verdict} wordless />
        <span className="first-letter:uppercase">{verdict}</span>
        <span className="text-sm font-normal text-ink-2">
          for <Elapsed from={verdictSince} rough />
        </span>
      </p>
      {verdictReasons.length > 0 && (
        <ul className="mt-2 grid gap-1.5 text-sm">
          {verdictReasons.map((reason) => (
            <li key={reason} className="break-words">
              {reason}
            </li>
          ))}
        </ul>
      )}
      {sight.lastLines.map(({ pod, container, lines }) => (
        <div key={container} className="mt-3 text-sm">
          <p className="break-words text-ink-2">
            The last lines of container {container} in pod {pod} before it crashed:
          </p>
          <QuotedLines lines={lines} />
        </div>
      ))}
      <p className="mt-2.5 text-xs text-ink-2">
        The cluster last said something <Moment at={sightAt} />.
      </p>
    </Card>
  );
}
