"use client";

import Link from "next/link";
import { usePerson } from "@/components/frame/person-context";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { BotJson, RolloutJson } from "@/lib/bots/schemas";

type Props = { bot: BotJson; rollout: RolloutJson; older: RolloutJson | undefined; isLive: boolean; marking: boolean; onMark: () => void };

/** What one can do about a row: go back to it, undo it, see what it changed, mark it. Who may not mark sees who can, where somebody did. */
export function HistoryActs({ bot, rollout, older, isLive, marking, onMark }: Props) {
  const { mayRollBack, mayMarkBad } = usePerson();
  const { release } = rollout;
  const isFree = mayRollBack && !bot.archivedAt && !bot.activeRollback;
  const isUndoable = isLive && bot.undoable !== null && bot.undoable.rollbackId === rollout.rollbackId;

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 empty:hidden">
      {isFree && bot.live?.release.id !== release.id && (
        <Link href={`${bot.path}/rollback?release=${encodeURIComponent(release.id)}`} prefetch={false} className={ACTION_CLASS}>
          Roll back to {release.version}…
        </Link>
      )}
      {isFree && isUndoable && (
        <Link
          href={`${bot.path}/rollback?undo=${encodeURIComponent(bot.undoable?.rollbackId ?? "")}`}
          prefetch={false}
          className={ACTION_CLASS}
        >
          Undo this rollback
        </Link>
      )}
      {older && older.release.id !== release.id && (
        <Link
          href={`/diff/${encodeURIComponent(older.release.id)}/${encodeURIComponent(release.id)}`}
          prefetch={false}
          className={ACTION_CLASS}
        >
          Changes<span className="sr-only"> of {release.version}</span>
        </Link>
      )}
      {mayMarkBad && (
        <button type="button" aria-expanded={marking} onClick={onMark} className={ACTION_CLASS}>
          {release.quarantine ? "Lift the quarantine…" : "Mark as bad…"}
          <span className="sr-only"> {release.version}</span>
        </button>
      )}
    </div>
  );
}
