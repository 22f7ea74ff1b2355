import { ScreenTitle } from "@/components/ui/screen-title";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { keptTogether } from "./kept-together";

/** What the run says of itself, and what came of it after its end; the one word that everybody waits for is green. */
export function RunSentence({ run: { sentence, phase, afterwards } }: { run: RollbackJson }) {
  const word = phase === "recovered" ? /^recovered/i.exec(sentence)?.[0] : undefined;
  return (
    <ScreenTitle className="mt-3 min-h-9">
      {word && <span className="text-ok">{word}</span>}
      {keptTogether([sentence.slice(word?.length ?? 0), ...afterwards.slice(0, 1)].join(" "))}
    </ScreenTitle>
  );
}
