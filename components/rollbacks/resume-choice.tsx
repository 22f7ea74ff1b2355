import type { PlanInput, PlanJson } from "@/lib/rollbacks/schemas";
import { useShownAtOnce } from "./use-shown-at-once";

type Props = { plan: PlanJson; asked: PlanInput; onAsk: (asked: PlanInput) => void };

/** A paused bot replaces no pod: whether the pause is to end is for a person to say, and one tap. */
export function ResumeChoice({ plan: { paused }, asked, onAsk }: Props) {
  const [agreed, show] = useShownAtOnce(asked.resume ?? false);
  if (!paused) return null;
  return (
    <label className="mb-5 flex min-h-11 items-start gap-3 rounded-lg border border-warn-line bg-warn-wash px-3.5 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="checkbox"
        checked={agreed}
        onChange={({ target }) => {
          show(target.checked);
          onAsk({ ...asked, resume: target.checked });
        }}
        className="mt-0.5 size-5 flex-none accent-ink focus-visible:outline-none sm:size-4"
      />
      <span className="min-w-0">
        <span className="font-title">Resume it with this rollback</span>
        <span className="block text-sm text-pretty text-ink-2">
          It is paused, so no pod would be replaced. Both happen in one change; nothing pauses it again.
        </span>
      </span>
    </label>
  );
}
