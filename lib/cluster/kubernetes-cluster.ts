import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@/lib/platform/logger";
import { accessReview } from "./access-review";
import { configMapPath, listPath, objectPath, podPath, workloadPath } from "./api-paths";
import type { ConnectionSource } from "./connection";
import { createConfigMap } from "./create-config-map";
import { createEvent } from "./create-event";
import { deleteExactly } from "./delete-exactly";
import { expectObject } from "./expect-answer";
import { getConfigMap } from "./get-config-map";
import { HttpClient } from "./http-client";
import { lastCreateRefusal } from "./last-create-refusal";
import { lastLines } from "./last-lines";
import { labelSelector } from "./label-selector";
import { listEvents } from "./list-events";
import { jsonPatchText } from "./json-patch-text";
import { listPages } from "./list-pages";
import { mapPod } from "./map-pod";
import { mapRevision } from "./map-revision";
import { mapWorkload } from "./map-workload";
import { mentionedNames } from "./mentioned-names";
import { objectExists } from "./object-exists";
import { objectOrNull } from "./object-or-null";
import { patchOutcome } from "./patch-outcome";
import { raw } from "./raw";
import type {
  AccessAct,
  AccessAnswer,
  Cluster,
  ConfigMap,
  CreateOutcome,
  CreateRefusal,
  EventOutcome,
  EventsOf,
  NamedObject,
  NewConfigMap,
  NewEvent,
  ObjectEvent,
  PatchOperation,
  PatchOutcome,
  Pod,
  Revision,
  WatchOptions,
  Workload,
  WorkloadRef,
} from "./types";
import { watchCluster } from "./watch-cluster";

const PATCH_TRIES = 3;

/** A Kubernetes cluster behind one kept-alive connection. */
export class KubernetesCluster implements Cluster {
  readonly #http: HttpClient;
  readonly #log: Logger | undefined;

  constructor(source: ConnectionSource, log?: Logger) {
    this.#http = new HttpClient(source);
    this.#log = log;
  }

  async getWorkload(ref: WorkloadRef, options: { silenceMs?: number } = {}): Promise<Workload | null> {
    const object = objectOrNull(await this.#http.call({ method: "GET", path: workloadPath(ref), safe: true, ...options }));
    return object && mapWorkload(ref.kind, object);
  }

  async listRevisions({ ref, uid, selector }: Pick<Workload, "ref" | "uid" | "selector">): Promise<Revision[]> {
    const source = ref.kind === "Deployment" ? "ReplicaSet" : "ControllerRevision";
    const { items } = await listPages(this.#http, listPath(source, ref.namespace), { labelSelector: labelSelector(selector) });
    return items.flatMap((item) => mapRevision(source, item) ?? []).filter(({ ownerUid }) => ownerUid === uid);
  }

  async listPods({ ref, selector }: Pick<Workload, "ref" | "selector">): Promise<Pod[]> {
    const { items } = await listPages(this.#http, listPath("Pod", ref.namespace), { labelSelector: labelSelector(selector) });
    return items.map(mapPod);
  }

  lastCreateRefusal({ ref, uid }: Pick<Workload, "ref" | "uid">): Promise<CreateRefusal | null> {
    return lastCreateRefusal(this.#http, ref.namespace, uid);
  }

  listEvents(object: EventsOf): Promise<ObjectEvent[]> {
    return listEvents(this.#http, object);
  }

  lastLines(container: { namespace: string; pod: string; container: string }): Promise<string[]> {
    return lastLines(this.#http, container);
  }

  async patchWorkload(
    ref: WorkloadRef,
    operations: PatchOperation[],
    { dryRun, timeoutMs }: { dryRun: boolean; timeoutMs?: number },
  ): Promise<PatchOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#http.call({
        method: "PATCH",
        path: workloadPath(ref),
        query: { fieldManager: "lastgood", fieldValidation: "Warn", ...(dryRun ? { dryRun: "All" } : {}) },
        body: jsonPatchText(operations),
        contentType: "application/json-patch+json",
        safe: dryRun,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      });
      // 409: five writes of others got in between, none of them ours. Nothing was applied, and the tests in the patch are asked anew.
      // https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (MaxRetryWhenPatchConflicts)
      if (answer.status !== 409 || attempt === PATCH_TRIES) return patchOutcome(ref.kind, answer);
      await sleep(20 * attempt);
    }
  }

  createEvent(event: NewEvent): Promise<EventOutcome> {
    return createEvent(this.#http, event);
  }

  getConfigMap(ref: { namespace: string; name: string }): Promise<ConfigMap | null> {
    return getConfigMap(this.#http, ref);
  }

  createConfigMap(wanted: NewConfigMap, options: { dryRun: boolean }): Promise<CreateOutcome> {
    return createConfigMap(this.#http, wanted, options);
  }

  async deleteConfigMap(map: Pick<ConfigMap, "namespace" | "name" | "uid" | "resourceVersion">): Promise<boolean> {
    return deleteExactly(this.#http, configMapPath(map), map);
  }

  async deletePod(pod: Pick<Pod, "namespace" | "name" | "uid" | "resourceVersion">): Promise<boolean> {
    return deleteExactly(this.#http, podPath(pod), pod);
  }

  mentionedNames(namespace: string, names: readonly string[]): Promise<Set<string>> {
    return mentionedNames(this.#http, namespace, names);
  }

  async getSecretData(ref: { namespace: string; name: string }): Promise<Record<string, string> | null> {
    const object = objectOrNull(await this.#http.call({ method: "GET", path: objectPath({ kind: "Secret", ...ref }), safe: true }));
    return object && raw.texts(object.data);
  }

  exists(object: NamedObject): Promise<boolean | null> {
    return objectExists(this.#http, object);
  }

  reviewAccess(acts: AccessAct[]): Promise<AccessAnswer[]> {
    return Promise.all(acts.map((act) => accessReview(this.#http, act)));
  }

  async version(): Promise<string> {
    return raw.text(expectObject(await this.#http.call({ method: "GET", path: "/version", safe: true })).gitVersion);
  }

  async listNamespaces(): Promise<string[]> {
    const { items } = await listPages(this.#http, "/api/v1/namespaces");
    return items.map(({ metadata }) => raw.text(raw.object(metadata).name));
  }

  watch(options: WatchOptions): Promise<void> {
    return watchCluster(this.#http, options, this.#log);
  }

  async close(): Promise<void> {
    this.#http.close();
  }
}
