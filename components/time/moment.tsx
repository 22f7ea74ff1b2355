"use client";

import { clockWords, dayWords, exactWords, zoneWords } from "./clock-words";
import { roughWords } from "./duration-words";
import { useNow } from "./use-now";
import { useZone } from "./use-zone";

/** An instant both ways: "12 min ago · 14:03 UTC+2". Hover shows it to the second. */
export function Moment({ at }: { at: string }) {
  const now = useNow({ every: 1_000 });
  const zone = useZone();
  const date = new Date(at);
  const day = dayWords(date, zone, new Date(now));
  const absolute = `${day === "today" ? "" : `${day} `}${clockWords(date, zone)} ${zoneWords(date, zone)}`;

  return (
    <time dateTime={at} title={exactWords(date, zone)}>
      {roughWords(now - date.getTime())} ago · {absolute}
    </time>
  );
}
