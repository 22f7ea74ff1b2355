import type { IncidentReport } from "./schemas";

/** One act on the record, by somebody, oldest first. */
export type Deed = { name: string; action: string };

const DID: Record<string, string> = {
  deploy: "brought what was left",
  "rollback.confirm": "started the rollback",
  "rollback.change-reason": "said why",
  "rollback.aborted": "stopped it",
  "rollback.delete-pods": "deleted pods in its way",
  "rollback.write-lesson": "wrote what was learned",
  "rollback.take-commands": "took it as commands",
  "hold.lift": "lifted the hold",
  "hold.extend": "extended the hold",
  "hold.hand-over": "handed the hold over",
};

/** Who had a hand in it and what each did, in the order in which they came in; deeds that say nothing to a person are left out. */
export function whoDidWhat(deeds: readonly Deed[]): IncidentReport["people"] {
  const people = new Map<string, Set<string>>();
  for (const { name, action } of deeds) {
    const did = DID[action];
    if (did !== undefined) people.set(name, (people.get(name) ?? new Set()).add(did));
  }
  return [...people].map(([name, did]) => ({ name, did: [...did] }));
}
