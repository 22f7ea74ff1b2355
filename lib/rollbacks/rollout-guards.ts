import type { Pod, Revision, Workload } from "@/lib/cluster/types";
import { nameSome } from "./name-some";
import { podsToReplace } from "./pods-to-replace";
import { resumeCommand } from "./resume-command";
import type { Guard } from "./schemas";

export type RolloutFacts = {
  title: string;
  live: Workload;
  /** The revision that carries what is to come, where the cluster remembers one. */
  coming: Revision | null;
  pods: Pod[];
  from: { release: { version: string } };
  /** A pause ends with it. */
  resumes: boolean;
  now: Date;
};

/** Whether the template that a rollback writes reaches the pods at all. */
export function rolloutGuards(facts: RolloutFacts): Guard[] {
  return [...paused(facts), ...partitioned(facts), ...leftToHands(facts)];
}

function paused({ live, title, resumes }: RolloutFacts): Guard[] {
  if (!live.paused) return [];
  if (resumes) {
    const sentence = `${title} is paused: this ends the pause and rolls back in one change. Nothing pauses it again, also not an undo.`;
    return [{ name: "paused", outcome: "note", sentence }];
  }
  const sentence = `${title} is paused: no pod would be replaced. Let the rollback resume it, or resume it yourself: ${resumeCommand(live.ref)}`;
  return [{ name: "paused", outcome: "block", sentence }];
}

/** What a click is answered with that nobody can follow. */
export function sayPaused(title: string): string {
  return `${title} was paused meanwhile: no pod would be replaced. Nothing was changed. Look again, and choose to resume it with the rollback.`;
}

function partitioned({ live, coming, pods, from, now }: RolloutFacts): Guard[] {
  const { staying } = podsToReplace({ workload: live, target: coming, pods, now });
  if (staying.length === 0) return [];
  const others = live.desired - staying.length;
  const [stay, replaced] = [
    `${nameSome(staying)} ${staying.length === 1 ? "stays" : "stay"} on ${from.release.version}`,
    others > 0 ? `the other ${others === 1 ? "pod is" : `${others} are`} replaced` : "no pod is replaced",
  ];
  return [{ name: "partition", outcome: "note", sentence: `A partition holds the StatefulSet: ${stay}, ${replaced}.` }];
}

function leftToHands({ live, title, coming, pods, now }: RolloutFacts): Guard[] {
  const { inTheWay } = podsToReplace({ workload: live, target: coming, pods, now });
  if (live.strategy === "OnDelete") {
    const sentence = `${title} replaces pods only when they are deleted (OnDelete): you will be asked which to delete.`;
    return [{ name: "on-delete", outcome: "note", sentence }];
  }
  if (inTheWay.length === 0) return [];
  const [are, them] = inTheWay.length === 1 ? ["is", "it"] : ["are", "them"];
  const pod = inTheWay.length === 1 ? "Pod" : "Pods";
  const sentence = `${pod} ${nameSome(inTheWay)} ${are} stuck. An ordered StatefulSet does not replace ${them} by itself: you will be asked to delete ${them}.`;
  return [{ name: "ordered", outcome: "note", sentence }];
}
