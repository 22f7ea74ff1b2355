import { Elapsed } from "@/components/time/elapsed";
import { Moment } from "@/components/time/moment";
import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import { VerdictGlyph } from "./verdict-glyph";

const TONES = { healthy: "text-ink", degraded: "text-warn", failing: "text-bad", unknown: "text-ink-2" } as const;

export function HealthCard({ bot: { verdict, verdictReasons, verdictSince, sightAt } }: { bot: BotJson }) {
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
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p className="mt-2.5 text-xs text-ink-2">
        The cluster last said something <Moment at={sightAt} />.
      </p>
    </Card>
  );
}
