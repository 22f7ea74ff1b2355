import type { InsightsJson } from "@/lib/rollbacks/insights/schemas";
import { failedWords } from "./failed-words";
import { counted } from "./insights-sentence";
import { PhaseMark } from "./phase-mark";

type Facts = Pick<InsightsJson, "all" | "phases" | "undos">;

/** Three figures with what they are made of. */
export function Endings({ all, phases, undos }: Facts) {
  const unjudged = all.rollbacks - all.kept - all.broken;
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      <Figure name="Rollbacks" value={String(all.rollbacks)}>
        {phases.map(({ phase, count }) => (
          <span key={phase} className="block">
            <PhaseMark phase={phase} /> {count}
          </span>
        ))}
        {undos > 0 && <span className="block">and {counted(undos, "undo")}, not counted</span>}
      </Figure>
      <Figure name="Five-minute rule" value={all.kept + all.broken === 0 ? "not asked" : `${all.kept} of ${all.kept + all.broken} kept`}>
        {all.broken > 0 && <span className="block">{all.broken} took longer, failed or were put back</span>}
        {unjudged > 0 && <span className="block">{unjudged} without a result of their own</span>}
      </Figure>
      <Figure name="Change failure rate" value={failedWords(all)}>
        {all.deploys > 0 && <span className="block">deploys were rolled back, or failing within an hour</span>}
      </Figure>
    </dl>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: React.ReactNode }) {
  return (
    <div className="bg-raised px-4.5 py-4">
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd>
        <span className="block text-xl font-title tracking-[-0.02em]">{value}</span>
        <span className="mt-1.5 block text-sm text-ink-2">{children}</span>
      </dd>
    </div>
  );
}
