import type { Pod } from "@/lib/cluster/types";
import type { ConfigReference, ConfigUse } from "./config-references";
import { type Lag, pickupSentence } from "./pickup-sentence";

/** A kubelet looks once a minute, and what it sees may be a minute old. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const FILES_FOLLOW_MS = 120_000;

export type PickupFacts = {
  references: readonly ConfigReference[];
  /** Maps of the template that changed at `configSince`. */
  changedMaps: readonly string[];
  configSince: Date;
  /** By uid of a pod, maps whose present content it read when it started, whatever they held in between. */
  sameAtStart?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Pods of the current template. */
  pods: readonly Pod[];
  now: Date;
};

/** Whether the running pods are known to run this config, and a sentence for each way in which some are behind. */
export function configPickup(facts: PickupFacts): { known: boolean; sentences: string[] } {
  const { references, changedMaps, configSince } = facts;
  const running = facts.pods.filter(({ terminating, startedAt }) => !terminating && startedAt !== null);
  const older = running.filter(({ startedAt }) => isBefore(startedAt, configSince));
  const changed = references.filter(({ name }) => changedMaps.includes(name));
  const behind = older.flatMap((pod) =>
    changed.flatMap((reference) => {
      const lag = lagOf(pod, reference, facts);
      return lag ? [{ lag, pod: pod.uid, map: reference.name }] : [];
    }),
  );
  const sentences = (["start", "sub-path", "files"] as const).flatMap((lag) => {
    const those = behind.filter((one) => one.lag === lag);
    const [pods, maps] = [new Set(those.map(({ pod }) => pod)), new Set(those.map(({ map }) => map))];
    return pods.size > 0 ? [pickupSentence(lag, { behind: pods.size, of: running.length, maps: [...maps] })] : [];
  });
  return { known: behind.length === 0, sentences };
}

/** What keeps an older pod from the map's present content: the longest of it. */
function lagOf(pod: Pod, { name, uses }: ConfigReference, { configSince, sameAtStart, now }: PickupFacts): Lag | null {
  const filesFollow = new Date(configSince.getTime() + FILES_FOLLOW_MS);
  // A container that was started anew reads its environment anew, and sees by subPath what the volume held by then.
  const isSame = sameAtStart?.get(pod.uid)?.has(name) === true;
  const isOld = (use: ConfigUse, since: Date) => !isSame && isBefore(runningSince(pod, use.container), since);
  if (uses.some((use) => use.how === "env" && isOld(use, configSince))) return "start";
  if (uses.some((use) => use.how === "sub-path" && isOld(use, filesFollow))) return "sub-path";
  return uses.some(({ how }) => how === "file") && now < filesFollow ? "files" : null;
}

function runningSince({ containers, initContainers }: Pod, name: string): Date | null {
  return [...containers, ...initContainers].find((container) => container.name === name)?.runningSince ?? null;
}

/** Kubernetes tells starts in whole seconds: an equal one counts as after. What does not run, or says no start, counts as before. */
function isBefore(start: Date | null, since: Date): boolean {
  return start === null || Math.floor(start.getTime() / 1000) < Math.floor(since.getTime() / 1000);
}
