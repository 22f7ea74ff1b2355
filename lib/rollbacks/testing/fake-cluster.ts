import { isDeepStrictEqual } from "node:util";
import type { Clusters } from "@/lib/cluster/clusters";
import type { Cluster, PatchOperation, PatchOutcome, Pod, Revision, Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { workload } from "@/lib/health/testing/sightings";

/** What happens to the next patch: `before` and `after` run around it, and either may throw. */
export type Interference = { before?: () => void; after?: () => void; instead?: PatchOutcome };

/** One workload in memory with the preconditions of a JSON Patch, for faults that a real cluster cannot be made to have at the right instant. */
export class FakeCluster {
  live: Workload | null = workload();
  revisions: Revision[] = [];
  pods: Pod[] = [];
  unreachable: (() => Error) | null = null;
  /** Patches that were applied; dry runs do not count. */
  readonly writes: PatchOperation[][] = [];
  #interferences: Interference[] = [];

  interfere(interference: Interference): void {
    this.#interferences.push(interference);
  }

  /** Somebody else deploys. */
  deploy(template: JsonObject, more: Partial<Workload> = {}): void {
    if (!this.live) return;
    this.live = { ...this.live, template, generation: this.live.generation + 1, ...more };
  }

  get clusters(): Clusters {
    return { of: () => this.#cluster(), close: async () => {} };
  }

  #cluster(): Cluster {
    const reach = () => {
      if (this.unreachable) throw this.unreachable();
    };
    return {
      getWorkload: async () => (reach(), this.live),
      listRevisions: async () => (reach(), this.revisions),
      listPods: async () => (reach(), this.pods),
      lastCreateRefusal: async () => null,
      patchWorkload: async (_, operations, { dryRun }) => (reach(), dryRun ? this.#apply(operations, true) : this.#write(operations)),
      reviewAccess: async (acts) => acts.map((act) => ({ ...act, allowed: true, reason: "" })),
      version: async () => "v1.36.3",
      listNamespaces: async () => ["support"],
      watch: async () => {},
      close: async () => {},
    };
  }

  #write(operations: PatchOperation[]): PatchOutcome {
    const { before, after, instead } = this.#interferences.shift() ?? {};
    before?.();
    const outcome = instead ?? this.#apply(operations, false);
    after?.();
    return outcome;
  }

  #apply(operations: PatchOperation[], dryRun: boolean): PatchOutcome {
    const { live } = this;
    if (!live) return { kind: "not-found", message: "not found" };
    const at: Record<string, unknown> = {
      "/metadata/uid": live.uid,
      "/metadata/generation": live.generation,
      "/spec/template": live.template,
    };
    const failed = operations.some(({ op, path, value }) => op === "test" && path in at && !isDeepStrictEqual(at[path], value));
    if (failed) return { kind: "precondition-failed", message: "the server rejected our request due to an error in our request" };

    const replaced = operations.find(({ op, path }) => op === "replace" && path === "/spec/template");
    const annotation = operations.find(({ path }) => path === "/metadata/annotations/lastgood.dev~1rollback");
    const next: Workload = {
      ...live,
      generation: live.generation + 1,
      template: replaced?.value as JsonObject,
      annotations: { ...live.annotations, "lastgood.dev/rollback": String(annotation?.value) },
    };
    if (!dryRun) {
      this.live = next;
      this.writes.push(operations);
    }
    return { kind: "accepted", workload: next };
  }
}
