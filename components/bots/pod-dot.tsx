import type { BotSight } from "@/lib/bots/schemas";

type State = BotSight["pods"][number]["state"];

const LOOKS: Record<State, string> = {
  ready: "bg-ok",
  starting: "border-[1.5px] border-accent bg-accent-wash",
  failing: "bg-bad",
  leaving: "border-[1.5px] border-dashed border-edge",
};

/** One pod: filled is ready (hollow where it runs another release), outlined is starting, crossed is failing, dashed is leaving. */
export function PodDot({ state, former = false, label }: { state: State; former?: boolean; label?: string }) {
  return (
    <li
      title={label}
      className={`grid size-5.5 place-items-center rounded-[6px] transition-colors duration-300 ${former && state === "ready" ? "border-[1.5px] border-ok bg-ok-wash" : LOOKS[state]}`}
    >
      {state === "failing" && (
        <svg viewBox="0 0 10 10" aria-hidden className="size-2.5 stroke-on-bad" strokeWidth="2" strokeLinecap="round">
          <path d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" />
        </svg>
      )}
      <span className="sr-only">{label ?? state}</span>
    </li>
  );
}
