"use client";

import { ActForm } from "@/components/live/act-form";
import type { MarkBadInput, ReleaseJson } from "@/lib/bots/schemas";

/** Puts a release in quarantine, or lifts that: either way with a reason. */
export function MarkForm({ botId, release, onDone }: { botId: string; release: ReleaseJson; onDone: () => void }) {
  const { id, version, quarantine } = release;
  const bad = quarantine === null;
  const words = bad
    ? {
        name: `Mark ${version} as bad`,
        label: `What is wrong with ${version}?`,
        hint: "It is never chosen by itself again. Nothing changes in the cluster.",
        button: "Mark as bad",
      }
    : {
        name: `Lift the quarantine of ${version}`,
        label: `Why is ${version} all right after all?`,
        hint: "It may be chosen again. Nothing changes in the cluster.",
        button: "Lift the quarantine",
      };
  return (
    <ActForm
      {...words}
      path={`/bots/${encodeURIComponent(botId)}/releases/${encodeURIComponent(id)}/mark`}
      body={(reason): MarkBadInput => ({ bad, reason })}
      change={{ kind: "bot", botId }}
      onDone={onDone}
      className="mt-1 mb-2"
    />
  );
}
