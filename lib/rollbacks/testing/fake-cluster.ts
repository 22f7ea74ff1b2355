import { isDeepStrictEqual } from "node:util";
import type { Clusters } from "@/lib/cluster/clusters";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { mapFieldOwner } from "@/lib/cluster/map-field-owner";
import { withoutNotes } from "@/lib/cluster/mentioned-names";
import type {
  Cluster,
  ConfigMap,
  CreateOutcome,
  NewConfigMap,
  NewEvent,
  EventOutcome,
  PatchOperation,
  PatchOutcome,
  Pod,
  Revision,
  Workload,
} from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { configMap, workload } from "@/lib/health/testing/sightings";

/** What happens to the next patch: `before` and `after` run around it, and either may throw. */
export type Interference = { before?: () => void; after?: () => void; instead?: PatchOutcome };

/** The same for the next creation of a ConfigMap: `after` throwing is an answer that got lost. */
export type CreationInterference = { before?: () => void; after?: () => void; instead?: CreateOutcome };

/** One workload in memory with the preconditions of a JSON Patch, for faults that a real cluster cannot be made to have at the right instant. */
export class FakeCluster {
  live: Workload | null = workload();
  revisions: Revision[] = [];
  pods: Pod[] = [];
  unreachable: (() => Error) | null = null;
  /** Patches that were applied; dry runs do not count. */
  readonly writes: PatchOperation[][] = [];
  /** By name; all are of the workload's namespace. */
  readonly configMaps = new Map<string, ConfigMap>();
  /** What else in the namespace mentions a name. */
  readonly mentions = new Set<string>();
  readonly secrets = new Map<string, Record<string, string>>();
  /** Secrets, accounts and claims that are not there, such as `Secret openai`; all others are. */
  readonly gone = new Set<string>();
  /** What our account may not do, such as `create configmaps`. */
  readonly forbidden = new Set<string>();
  /** What a quota or a webhook says to each new ConfigMap, dry runs too; throwing is no answer. */
  admission: (() => CreateOutcome) | null = null;
  /** ConfigMaps that were created, in order; dry runs do not count. */
  readonly created: NewConfigMap[] = [];
  /** Events that were written, in order. */
  readonly events: NewEvent[] = [];
  /** Pods that were deleted by name, in order; and what happens before each deletion. */
  readonly deletedPods: string[] = [];
  readonly beforeDeletion: (() => void)[] = [];
  /** Patches that gave fields back, applied or not. */
  readonly givenBack: PatchOperation[][] = [];
  #version = 0;
  #interferences: Interference[] = [];
  #creations: CreationInterference[] = [];

  interfere(interference: Interference): void {
    this.#interferences.push(interference);
  }

  interfereWithCreation(interference: CreationInterference): void {
    this.#creations.push(interference);
  }

  /** Somebody makes a ConfigMap, or edits the one that is there. */
  setConfigMap(name: string, data: Record<string, string>, more: Partial<ConfigMap> = {}): ConfigMap {
    const former = this.configMaps.get(name);
    this.#version += 1;
    const uid = former?.uid ?? `uid-${name}-${this.#version}`;
    const map = configMap(name, data, { uid, resourceVersion: String(this.#version), ...more });
    this.configMaps.set(name, map);
    return map;
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
      listEvents: async () => [],
      lastLines: async () => [],
      patchWorkload: async (_, operations, { dryRun }) => (reach(), dryRun ? this.#apply(operations, true) : this.#write(operations)),
      createEvent: async (event) => (reach(), this.#tell(event)),
      getConfigMap: async ({ name }) => (reach(), this.configMaps.get(name) ?? null),
      createConfigMap: async (wanted, { dryRun }) => (reach(), dryRun ? this.#admit(wanted, true) : this.#create(wanted)),
      deleteConfigMap: async (map) => (reach(), this.#delete(map)),
      deletePod: async (pod) => (reach(), this.#deletePod(pod)),
      mentionedNames: async (_, names) => {
        reach();
        const text = withoutNotes([this.live, this.revisions, this.pods]) + [...this.mentions].join(" ");
        return new Set(names.filter((name) => text.includes(name)));
      },
      exists: async ({ kind, name }) => (reach(), !this.gone.has(`${kind} ${name}`)),
      getSecretData: async ({ name }) => (reach(), this.secrets.get(name) ?? null),
      reviewAccess: async (acts) =>
        acts.map((act) => ({ ...act, allowed: !this.forbidden.has(`${act.verb} ${act.resource}`), reason: "" })),
      version: async () => "v1.36.3",
      listNamespaces: async () => ["support"],
      watch: async () => {},
      close: async () => {},
    };
  }

  #tell(event: NewEvent): EventOutcome {
    if (this.forbidden.has("create events")) return { kind: "refused", status: 403, message: "events is forbidden" };
    if (!this.events.some(({ name }) => name === event.name)) this.events.push(event);
    return { kind: "written" };
  }

  #create(wanted: NewConfigMap): CreateOutcome {
    const { before, after, instead } = this.#creations.shift() ?? {};
    before?.();
    const outcome = instead ?? this.#admit(wanted, false);
    after?.();
    return outcome;
  }

  #admit(wanted: NewConfigMap, dryRun: boolean): CreateOutcome {
    const { name, data, ...more } = wanted;
    const there = this.configMaps.get(name);
    if (there) return { kind: "exists", map: there };
    if (this.forbidden.has("create configmaps"))
      return { kind: "refused", status: 403, message: 'configmaps is forbidden: User "lastgood" cannot create resource' };
    if (this.admission) return this.admission();
    if (dryRun) return { kind: "created", map: configMap(name, data, { ...more, immutable: true }) };
    this.created.push(wanted);
    return { kind: "created", map: this.setConfigMap(name, data, { ...more, immutable: true }) };
  }

  #delete({ name, uid, resourceVersion }: Pick<ConfigMap, "name" | "uid" | "resourceVersion">): boolean {
    const there = this.configMaps.get(name);
    return there?.uid === uid && there.resourceVersion === resourceVersion && this.configMaps.delete(name);
  }

  #deletePod({ name, uid, resourceVersion }: Pick<Pod, "name" | "uid" | "resourceVersion">): boolean {
    if (this.forbidden.has("delete pods"))
      throw new ClusterError("forbidden", "The cluster does not allow this.", { applied: "no", status: 403 });
    this.beforeDeletion.shift()?.();
    const pod = this.pods.find((one) => one.uid === uid && one.resourceVersion === resourceVersion);
    if (!pod) return false;
    this.deletedPods.push(name);
    this.pods = this.pods.map((one) => (one === pod ? { ...pod, terminating: true, resourceVersion: `${resourceVersion}0` } : one));
    return true;
  }

  #write(operations: PatchOperation[]): PatchOutcome {
    if (operations.some(({ path }) => path === "/metadata/managedFields")) this.givenBack.push(operations);
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
      "/metadata/resourceVersion": live.resourceVersion,
      "/metadata/generation": live.generation,
      "/spec/template": live.template,
      "/spec/paused": live.paused,
    };
    const failed = operations.some(({ op, path, value }) => op === "test" && path in at && !isDeepStrictEqual(at[path], value));
    if (failed) return { kind: "precondition-failed", message: "the server rejected our request due to an error in our request" };

    const owners = operations.find(({ path }) => path === "/metadata/managedFields");
    if (owners)
      return { kind: "accepted", workload: (this.live = { ...live, fieldOwners: (owners.value as JsonObject[]).map(mapFieldOwner) }) };

    const replaced = operations.find(({ op, path }) => op === "replace" && path === "/spec/template");
    const annotation = operations.find(({ path }) => path === "/metadata/annotations/lastgood.dev~1rollback");
    const next: Workload = {
      ...live,
      generation: live.generation + 1,
      template: replaced?.value as JsonObject,
      paused: live.paused && !operations.some(({ op, path }) => op === "remove" && path === "/spec/paused"),
      annotations: { ...live.annotations, "lastgood.dev/rollback": String(annotation?.value) },
    };
    if (!dryRun) {
      this.live = next;
      this.writes.push(operations);
    }
    return { kind: "accepted", workload: next };
  }
}
