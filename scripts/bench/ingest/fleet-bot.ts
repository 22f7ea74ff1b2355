import type { WatchedKind } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { LONG_AGO, rawConfigMap, rawDeployment, rawPod, rawReplicaSet, REPLICAS, type BotState, type PodState } from "./raw-bot";

/** One event of a watch, but for the version that the server gives the object. */
export type Change = { kind: WatchedKind; type: "ADDED" | "MODIFIED" | "DELETED"; object: JsonObject };
/** What happens so long after what came before. */
export type Step = { afterMs: number; act: () => Change[] };

/** A bot of the load: a Deployment of three with its own ConfigMap `<name>-rules` and a key of a map that its team shares. */
export class FleetBot {
  readonly state: BotState;
  #rules: Record<string, string>;
  #podsMade = 0;
  #edits = 0;

  constructor({ index, namespace, flags }: { index: number; namespace: string; flags: string }) {
    const name = `bot-${String(index).padStart(4, "0")}`;
    const revisions = ["1.0.0", "1.1.0"].map((version, at) => ({ number: at + 1, version, createdAt: `2026-01-0${at + 5}T08:00:00Z` }));
    const common = { name, namespace, flags, version: "1.1.0", generation: 2, observedGeneration: 2, revisions };
    this.state = { ...common, changedAt: LONG_AGO, pods: [] };
    for (let pod = 0; pod < REPLICAS; pod++) this.state.pods.push(this.#newPod(true));
    this.#rules = rulesAfter(name, 0);
  }

  /** All that the cluster shows of it at first. */
  objects(): Change[] {
    return [
      this.#deployment(),
      ...this.state.revisions.map((revision) => this.#replicaSet(revision)),
      ...this.state.pods.map((pod) => this.#pod(pod)),
      this.rules(),
    ];
  }

  rules(stamp = nowInSeconds()): Change {
    return {
      kind: "ConfigMap",
      type: "MODIFIED",
      object: rawConfigMap({ ...this.state, name: `${this.state.name}-rules` }, this.#rules, stamp),
    };
  }

  /** A write of its Deployment that changes nothing worth recording. */
  touch(): Change {
    return this.#deployment(String(performance.now()));
  }

  /** A write of a pod that changes nothing worth recording. */
  touchPod(which: number): Change {
    const pod = this.state.pods[which % this.state.pods.length] as PodState;
    return { kind: "Pod", type: "MODIFIED", object: rawPod(this.state, pod, String(performance.now())) };
  }

  /** New content in its own map. */
  configure(): Change {
    this.#edits += 1;
    this.#rules = rulesAfter(this.state.name, this.#edits);
    return this.rules();
  }

  /** A pod stops to answer, and comes back. */
  flap(): Step[] {
    const [pod] = this.state.pods as [PodState];
    const turn = (ready: boolean) => () => {
      pod.ready = ready;
      return [this.#pod(pod), this.#deployment()];
    };
    return [
      { afterMs: 0, act: turn(false) },
      { afterMs: 2_000, act: turn(true) },
    ];
  }

  /** A new template, and all that its controllers make of it: a ReplicaSet, and pods replaced one by one. */
  deploy(version: string): Step[] {
    return [
      { afterMs: 0, act: () => this.#write(version) },
      { afterMs: 30, act: () => this.#newRevision(version) },
      ...[...this.state.pods].flatMap((old) => this.#replace(old)),
    ];
  }

  #write(version: string): Change[] {
    const generation = this.state.generation + 1;
    Object.assign(this.state, { version, generation, changedAt: nowInSeconds() });
    return [this.#deployment()];
  }

  #newRevision(version: string): Change[] {
    const revision = { number: (this.state.revisions.at(-1)?.number ?? 0) + 1, version, createdAt: nowInSeconds() };
    this.state.revisions.push(revision);
    this.state.observedGeneration = this.state.generation;
    return [this.#replicaSet(revision), this.#deployment()];
  }

  #replace(old: PodState): Step[] {
    let pod = old;
    const scaled = () => this.state.revisions.slice(-2).map((revision) => this.#replicaSet(revision));
    return [
      {
        afterMs: 50,
        act: () => {
          this.state.pods.push((pod = this.#newPod(false)));
          return [...scaled(), this.#pod(pod), this.#deployment()];
        },
      },
      { afterMs: 100, act: () => [this.#pod(pod)] },
      { afterMs: 150, act: () => [((pod.ready = true), this.#pod(pod)), this.#deployment()] },
      { afterMs: 20, act: () => [((old.terminating = true), this.#pod(old)), ...scaled(), this.#deployment()] },
      { afterMs: 100, act: () => [(this.state.pods.splice(this.state.pods.indexOf(old), 1), { ...this.#pod(old), type: "DELETED" })] },
    ];
  }

  #newPod(ready: boolean): PodState {
    const revision = this.state.revisions.at(-1) as PodState["revision"];
    this.#podsMade += 1;
    return { name: `${this.state.name}-${this.#podsMade}`, revision, ready, terminating: false, startedAt: nowInSeconds() };
  }

  #deployment(stamp = ""): Change {
    return { kind: "Deployment", type: "MODIFIED", object: rawDeployment(this.state, stamp) };
  }

  #replicaSet(revision: PodState["revision"]): Change {
    return { kind: "ReplicaSet", type: "MODIFIED", object: rawReplicaSet(this.state, revision) };
  }

  #pod(pod: PodState): Change {
    return { kind: "Pod", type: "MODIFIED", object: rawPod(this.state, pod) };
  }
}

/** Some 5 kB of rules and prompts; one line of them differs after each edit. */
function rulesAfter(name: string, edit: number): Record<string, string> {
  const rules = Array.from({ length: 60 }, (_, index) => `- match: intent-${index}\n  route: queue-${index % 7}\n  threshold: 0.7\n`);
  const prompts = Array.from({ length: 40 }, (_, index) => `${index}. You are ${name}. Answer briefly, kindly, and only what you know.\n`);
  return { "rules.yaml": `edit: ${edit}\n${rules.join("")}`, "prompts.md": prompts.join("") };
}

/** As Kubernetes writes times. */
export function nowInSeconds(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
