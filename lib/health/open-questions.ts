import type { Pod, PodContainer } from "@/lib/cluster/types";
import { isOver } from "./is-over";
import { upSince } from "./up-since";

/** So long a pod that merely starts is left alone. */
const PATIENCE_MS = 2_000;

export type OpenQuestions = {
  /** What happened to it tells more than it does. */
  events: boolean;
  /** PersistentVolumeClaims whose events tell more. */
  claims: string[];
  /** A container that crashed; its log before this restart tells why. */
  crashed: { container: string; restarts: number } | null;
};

/** What there is to ask about a pod in trouble that neither its status nor any watch shows; null: nothing. */
export function openQuestions(pod: Pod, now: Date): OpenQuestions | null {
  if (pod.terminating || isOver(pod)) return null;
  if (pod.unschedulable !== null) {
    const claims = /PersistentVolumeClaim/.test(pod.unschedulable) ? (pod.claims ?? []) : [];
    return claims.length > 0 ? { events: false, claims: claims.slice(0, 3), crashed: null } : null;
  }
  const all = [...pod.initContainers, ...pod.containers];
  const broken = all.find(hasCrashed);
  const crashed = broken && !/^(StartError|ContainerCannotRun)$/.test(broken.lastExit?.reason ?? "") ? broken : undefined;
  const since = pod.phase === "Running" ? upSince(pod) : (pod.startedAt ?? pod.createdAt);
  const isSlow = pod.node !== null && !pod.ready && now.getTime() - since.getTime() >= PATIENCE_MS;
  if (!broken && !isSlow) return null;
  return { events: true, claims: [], crashed: crashed ? { container: crashed.name, restarts: crashed.restarts } : null };
}

function hasCrashed({ restarts, lastExit, ready }: PodContainer): boolean {
  return restarts > 0 && lastExit !== null && !ready;
}
