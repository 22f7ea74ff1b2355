"use client";

import { clockWords, dayWords, exactWords } from "./clock-words";
import { useNow } from "./use-now";
import { useZone } from "./use-zone";

type Props = { at: string; seconds?: boolean; day?: "unless-today" | "always" | "never" };

/** "10:15" today, "12 Nov 10:15" before; with `seconds` "10:15:04". Hover shows it to the second. */
export function TimeOfDay({ at, seconds = false, day = "unless-today" }: Props) {
  const now = useNow({ every: 60_000 });
  const zone = useZone();
  const date = new Date(at);
  const words = dayWords(date, zone, new Date(now));

  return (
    <time dateTime={at} title={exactWords(date, zone)}>
      {day === "never" || (day === "unless-today" && words === "today") ? "" : `${words} `}
      {clockWords(date, zone, { seconds })}
    </time>
  );
}
