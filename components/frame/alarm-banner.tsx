"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { queries } from "@/components/live/queries";
import { Elapsed } from "@/components/time/elapsed";
import type { BotAlarmJson } from "@/lib/bots/schemas";
import { usePerson } from "./person-context";

/** So many are shown; the fleet shows all. */
const MOST = 3;

/** On every page: a release that was left is live again. Nothing where none is. */
export function AlarmBanner() {
  const { data } = useQuery(queries.alarms());
  const alarms = data?.items ?? [];
  return (
    <aside aria-label="Alarms">
      <p role="alert" className="sr-only">
        {alarms.map(({ bot, version }) => `${version} is back on ${bot.title} in ${bot.environment.title}.`).join(" ")}
      </p>
      {alarms.slice(0, MOST).map((alarm) => (
        <Alarm key={alarm.bot.id} alarm={alarm} />
      ))}
      {alarms.length > MOST && (
        <div className="border-b border-bad-line bg-bad-wash">
          <p className="page py-2 text-sm">and {alarms.length - MOST} more: see the fleet.</p>
        </div>
      )}
    </aside>
  );
}

function Alarm({ alarm: { bot, version, since, by, rollbackId } }: { alarm: BotAlarmJson }) {
  const { mayRollBack } = usePerson();
  return (
    <div data-alarm={bot.id} className="border-b border-bad-line bg-bad-wash">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
        <p className="flex min-w-0 flex-1 basis-64 gap-2.5">
          <span aria-hidden className="text-bad">
            ■
          </span>
          <span className="min-w-0 break-words">
            <span className="version font-title">{version}</span> is back on{" "}
            <Link href={bot.path} className="underline underline-offset-2">
              {bot.title}
            </Link>{" "}
            in {bot.environment.title}: {by ?? "something"} brought it <Elapsed from={since} rough /> ago, after it was{" "}
            {rollbackId === null ? "marked bad" : "rolled back from"}.
          </span>
        </p>
        {mayRollBack && (
          <Link
            href={`${bot.path}/rollback`}
            className="inline-flex min-h-11 items-center font-title text-bad underline underline-offset-4 sm:min-h-6"
          >
            {rollbackId === null ? "Roll back" : "Roll back again"}
            <span className="sr-only"> {bot.title}</span>
          </Link>
        )}
      </div>
    </div>
  );
}
