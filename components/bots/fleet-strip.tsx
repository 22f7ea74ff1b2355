"use client";

import { useQuery } from "@tanstack/react-query";
import { queries } from "@/components/live/queries";
import { dayWords } from "@/components/time/clock-words";
import { useNow } from "@/components/time/use-now";
import type { VerdictSlot } from "@/lib/bots/schemas";
import { stripWords } from "./strip-words";
import { VerdictStrip } from "./verdict-strip";

const DAYS = 30;
const HOUR_MS = 3_600_000;

/** A bot's last 30 days, read when its row comes into view; its place is kept until then. */
export function FleetStrip({ botId, className = "" }: { botId: string; className?: string }) {
  const { data } = useQuery(queries.strip(botId));
  const now = useNow({ every: HOUR_MS });
  const when = ({ from }: VerdictSlot) => dayWords(new Date(from), "UTC", new Date(now));
  return (
    <VerdictStrip
      slots={data?.days}
      count={DAYS}
      words={data && stripWords(data.days, `Last ${DAYS} days`, (slot) => onDay(when(slot)))}
      when={when}
      className={className}
    />
  );
}

function onDay(day: string): string {
  return day === "today" || day === "yesterday" ? day : `on ${day}`;
}
