import type { BotJson } from "@/lib/bots/schemas";

type Verdict = BotJson["verdict"];

const TONES: Record<Verdict, string> = { healthy: "text-ok", degraded: "text-warn", failing: "text-bad", unknown: "text-ink-3" };

/** Shape and colour of a verdict; the word is for screen readers, or write it beside with `wordless`. */
export function VerdictGlyph({ verdict, wordless = false, large = false }: { verdict: Verdict; wordless?: boolean; large?: boolean }) {
  return (
    <span className={`inline-flex flex-none ${large ? "size-3.5" : "size-2.5"} ${TONES[verdict]}`}>
      <svg viewBox="0 0 10 10" aria-hidden className="size-full overflow-visible">
        {verdict === "healthy" && <circle cx="5" cy="5" r="5" fill="currentColor" />}
        {verdict === "degraded" && <path d="M5 0 10.5 10H-.5Z" fill="currentColor" />}
        {verdict === "failing" && <rect width="10" height="10" rx="2" fill="currentColor" />}
        {verdict === "unknown" && <circle cx="5" cy="5" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      </svg>
      {!wordless && <span className="sr-only">{verdict}</span>}
    </span>
  );
}
