import type { Clock } from "./clock";
import type { Store } from "./store/store";

export type Behaviour = "ready" | "crash" | "image-pull" | "never-ready" | "stuck-terminating";

/** How the pods of an image behave where their template's annotations do not say. */
export interface ImageBehaviour {
  behaviour?: Behaviour;
  startMs?: number;
  /** Hex of the sha256 that its containers report. */
  digest?: string;
  /** What `kubectl logs` answers. */
  log?: string;
  /** Which config its pods refuse to work with, as `readUnreadyWhen` reads it. */
  unreadyWhen?: string;
  /** What `kubectl logs` answers of a pod that refuses to work with its config. */
  unreadyLog?: string;
}

export interface PodTimings {
  /** Shortest and longest time until a pod is up. */
  startMs: readonly [number, number];
  /** Shortest and longest time a pod takes to go. */
  stopMs: readonly [number, number];
  /** Shortest and longest time until a pod sees an edited ConfigMap, or asks again for one that is missing; a real kubelet takes up to two minutes. */
  syncMs: readonly [number, number];
}

export interface Rule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  /** Everywhere, where it is left out. */
  namespaces?: string[];
}

/** What every part of the practice cluster works on. */
export interface Cluster {
  store: Store;
  clock: Clock;
  /** 0 to 1, the same row of numbers for the same seed. */
  random: () => number;
  podTimings: PodTimings;
  images: Record<string, ImageBehaviour>;
  unknownImages: "ready" | "image-pull";
  bookmarkMs: number;
  tokens: Record<string, { user: string; rules: Rule[] }>;
}
