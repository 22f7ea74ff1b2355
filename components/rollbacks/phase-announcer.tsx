import type { RollbackJson } from "@/lib/rollbacks/schemas";

const WORDS: Record<RollbackJson["phase"], string> = {
  applying: "Telling the cluster.",
  following: "The cluster accepted it. Pods are being replaced.",
  verifying: "All pods run the release. Health is being checked.",
  recovered: "", // its sentence begins with the word
  failed: "The rollback failed.",
  errored: "The rollback could not be carried on.",
  superseded: "A newer deploy took over.",
  reverted: "Something put the other release back.",
  aborted: "The rollback was stopped.",
};

/** Says each phase to a screen reader once. */
export function PhaseAnnouncer({ run: { phase, active, sentence } }: { run: RollbackJson }) {
  return (
    <p role="status" className="sr-only">
      {active ? WORDS[phase] : `${WORDS[phase]} ${sentence}`.trim()}
    </p>
  );
}
