"use client";

import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { Moment } from "@/components/time/moment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { BotJson } from "@/lib/bots/schemas";
import { HoldNotice } from "./hold-notice";
import { MarkForm } from "./mark-form";

/** What a rollback left to be minded: a release in quarantine that runs, and holds. Nothing where neither is. */
export function AfterRollback({ bot }: { bot: BotJson }) {
  if (bot.archivedAt || (!bot.live?.release.quarantine && bot.holds.length === 0)) return null;
  return (
    <div className="mt-6 grid gap-3">
      {bot.live?.release.quarantine && <LiveInQuarantine bot={{ ...bot, live: bot.live }} quarantine={bot.live.release.quarantine} />}
      {bot.holds.map((hold) => (
        <HoldNotice
          key={hold.id}
          hold={hold}
          undoHref={
            bot.undoable?.rollbackId === hold.rollbackId && !bot.activeRollback ? `${bot.path}/rollback?undo=${hold.rollbackId}` : null
          }
        />
      ))}
    </div>
  );
}

type Quarantine = NonNullable<NonNullable<BotJson["live"]>["release"]["quarantine"]>;

/** It may run because it was put back or because somebody chose it: the words are true of both. */
function LiveInQuarantine({ bot, quarantine }: { bot: BotJson & { live: NonNullable<BotJson["live"]> }; quarantine: Quarantine }) {
  const { mayMarkBad } = usePerson();
  const [lifting, setLifting] = useState(false);
  const { release } = bot.live;
  return (
    <Notice read tone={bot.alarm ? "bad" : "warn"}>
      <p className="break-words">
        <span className="font-title">
          <span className="version">{release.version}</span> is in quarantine and runs{bot.alarm && " again"}.
        </span>{" "}
        {quarantine.by} {quarantine.rollbackId === null ? "marked it bad" : "rolled back from it"} <Moment at={quarantine.since} />
        {quarantine.reason !== null && `: “${quarantine.reason}”`}. It is not known good however long it runs, until somebody lifts that.
      </p>
      {mayMarkBad && !lifting && (
        <Button look="quiet" className="-ml-3.5" onClick={() => setLifting(true)}>
          Lift the quarantine…
        </Button>
      )}
      {lifting && <MarkForm botId={bot.id} release={release} onDone={() => setLifting(false)} />}
    </Notice>
  );
}
