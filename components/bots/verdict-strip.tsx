import type { VerdictSlot } from "@/lib/bots/schemas";
import { slotWords } from "./strip-words";

const WIDTH = 4;
const STEP = 6;
const HEIGHT = 18;

/** How high a bar is and which colour it has: flat and grey until something was wrong. */
const BARS = {
  healthy: { height: 4, tone: "fill-line-2" },
  unknown: { height: 1.5, tone: "fill-line-2" },
  degraded: { height: 11, tone: "fill-warn" },
  failing: { height: HEIGHT, tone: "fill-bad" },
};

/**
 * How something was over time, a bar for each slot. `words` says it to who cannot see it. Until `slots` are known, the room for `count` of them is kept.
 * `when` names a slot for the pointer.
 */
export function VerdictStrip({
  slots,
  count = slots?.length ?? 0,
  words,
  when,
  className = "",
}: {
  slots: readonly VerdictSlot[] | undefined;
  count?: number;
  words?: string | undefined;
  when?: (slot: VerdictSlot) => string;
  className?: string;
}) {
  const width = Math.max(0, count * STEP - (STEP - WIDTH));
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      style={{ width: `${width / 16}rem`, height: `${HEIGHT / 16}rem` }}
      {...(slots ? { role: "img", "aria-label": words } : { "aria-hidden": true })}
      className={`max-w-full ${className}`}
    >
      {slots?.map((slot, index) => {
        if (slot.verdict === null) return null;
        const { height, tone } = BARS[slot.verdict];
        return (
          <rect
            key={slot.from}
            x={index * STEP}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            rx={height > 2 ? 1 : 0.5}
            className={tone}
          >
            {when && <title>{`${when(slot)}: ${slotWords(slot)}`}</title>}
          </rect>
        );
      })}
    </svg>
  );
}
