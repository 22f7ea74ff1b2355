import type { JsonObject } from "@/lib/platform/json";
import { maskText } from "@/lib/platform/mask/mask-text";
import { controllerOf } from "./controller-of";
import { mapConditions } from "./map-conditions";
import { raw } from "./raw";
import type { Pod, PodContainer } from "./types";

/** A raw Pod as ours. */
export function mapPod(object: JsonObject): Pod {
  const metadata = raw.object(object.metadata);
  const spec = raw.object(object.spec);
  const status = raw.object(object.status);
  const owner = controllerOf(metadata);
  const labels = raw.texts(metadata.labels);
  const conditions = mapConditions(status);
  const scheduled = conditions.find(({ type }) => type === "PodScheduled");
  return {
    uid: raw.text(metadata.uid),
    resourceVersion: raw.text(metadata.resourceVersion),
    name: raw.text(metadata.name),
    namespace: raw.text(metadata.namespace),
    ownerUid: owner?.uid ?? null,
    ownerKind: owner?.kind ?? null,
    podHash: labels["pod-template-hash"] ?? labels["controller-revision-hash"] ?? null,
    phase: raw.text(status.phase),
    ready: conditions.some(({ type, status }) => type === "Ready" && status === "True"),
    terminating: typeof metadata.deletionTimestamp === "string",
    leaveBy: raw.date(metadata.deletionTimestamp),
    finalizers: Array.isArray(metadata.finalizers) ? metadata.finalizers.map(raw.text) : [],
    createdAt: raw.date(metadata.creationTimestamp) ?? new Date(0),
    startedAt: raw.date(status.startTime),
    node: raw.textOrNull(spec.nodeName),
    unschedulable: scheduled?.status === "False" ? scheduled.message || scheduled.reason : null,
    reason: raw.text(status.reason),
    message: maskText(raw.text(status.message)),
    conditions,
    claims: raw.objects(spec.volumes).flatMap((volume) => raw.text(raw.object(volume.persistentVolumeClaim).claimName) || []),
    containers: mapContainers(spec.containers, status.containerStatuses),
    initContainers: mapContainers(spec.initContainers, status.initContainerStatuses),
  };
}

/** Containers as the template names them: the kubelet may not have reported all of them yet. */
function mapContainers(wanted: JsonObject[string] | undefined, reported: JsonObject[string] | undefined): PodContainer[] {
  const statuses = new Map(raw.objects(reported).map((status) => [raw.text(status.name), status]));
  return raw.objects(wanted).map((container) => {
    const name = raw.text(container.name);
    const status = statuses.get(name) ?? {};
    const waiting = raw.object(status.state).waiting;
    const ended = raw.object(status.state).terminated ?? raw.object(status.lastState).terminated;
    return {
      name,
      image: raw.text(container.image),
      imageId: raw.text(status.imageID),
      ready: status.ready === true,
      restarts: raw.count(status.restartCount),
      runningSince: raw.date(raw.object(raw.object(status.state).running).startedAt),
      waiting:
        waiting === undefined
          ? null
          : { reason: raw.text(raw.object(waiting).reason), message: maskText(raw.text(raw.object(waiting).message)) },
      lastExit: ended === undefined ? null : mapExit(raw.object(ended)),
      ...(typeof status.started === "boolean" ? { started: status.started } : {}),
      ...(container.restartPolicy === "Always" ? { sidecar: true } : {}),
    };
  });
}

function mapExit({ exitCode, reason, message }: JsonObject): NonNullable<PodContainer["lastExit"]> {
  const words = maskText(raw.text(message));
  return { code: raw.count(exitCode), reason: raw.text(reason), ...(words ? { message: words } : {}) };
}
