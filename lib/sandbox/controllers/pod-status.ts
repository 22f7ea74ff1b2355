import type { Behaviour } from "../cluster";
import { timestamp } from "../clock";
import type { Condition, Container, ContainerStatus, Pod } from "../objects/kube-object";

export type Stage = "starting" | "pulling-fails" | "config-fails" | "up";

interface Moment {
  now: number;
  behaviour: Behaviour;
  stage: Stage;
  restarts: number;
  imageId: (image: string) => string;
  /** Why a container cannot get its config, by its name. */
  configErrors?: ReadonlyMap<string, string>;
}

/** A pod's status at a stage of its life, as a kubelet reports it. */
export function podStatus(pod: Pod, moment: Moment): NonNullable<Pod["status"]> {
  const at = timestamp(moment.now);
  const { behaviour, stage } = moment;
  const isReady = stage === "up" && (behaviour === "ready" || behaviour === "stuck-terminating");
  const runs = stage === "up" && behaviour !== "image-pull";
  const ip = podIP(pod.metadata.uid);
  const unready = pod.spec.containers.map(({ name }) => name).join(" ");
  const condition = (type: string, holds: boolean): Condition => {
    const status = holds ? "True" : "False";
    const before = pod.status?.conditions?.find((known) => known.type === type);
    const why = holds ? {} : { reason: "ContainersNotReady", message: `containers with unready status: [${unready}]` };
    return {
      type,
      status,
      ...why,
      lastProbeTime: null,
      lastTransitionTime: before?.status === status ? (before.lastTransitionTime ?? at) : at,
    };
  };
  return {
    ...pod.status,
    phase: runs ? "Running" : "Pending",
    startTime: pod.status?.startTime ?? at,
    hostIP: "127.0.0.1",
    hostIPs: [{ ip: "127.0.0.1" }],
    ...(runs ? { podIP: ip, podIPs: [{ ip }] } : {}),
    conditions: [
      condition("PodReadyToStartContainers", runs),
      condition("Initialized", true),
      condition("Ready", isReady),
      condition("ContainersReady", isReady),
      condition("PodScheduled", true),
    ],
    containerStatuses: pod.spec.containers.map((container) => containerStatus(pod, container, moment, isReady)),
  };
}

function containerStatus(pod: Pod, { name, image = "" }: Container, moment: Moment, isReady: boolean): ContainerStatus {
  const { behaviour, stage, restarts, now, imageId } = moment;
  const before = pod.status?.containerStatuses?.find((known) => known.name === name);
  const base = { name, image, imageID: "", ready: isReady, started: false, restartCount: restarts, lastState: {} };
  const configError = moment.configErrors?.get(name);
  if (stage === "config-fails" && configError) {
    return { ...base, state: { waiting: { reason: "CreateContainerConfigError", message: configError } } };
  }
  if (stage === "starting" || stage === "config-fails") return { ...base, state: { waiting: { reason: "ContainerCreating" } } };
  if (stage === "pulling-fails") {
    return {
      ...base,
      state: { waiting: { reason: "ErrImagePull", message: `failed to pull and unpack image "${image}": ${image}: not found` } },
    };
  }
  if (behaviour === "image-pull") {
    return {
      ...base,
      state: { waiting: { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}": ${image}: not found` } },
    };
  }
  const run = { ...base, imageID: imageId(image), containerID: `practice://${pod.metadata.uid}/${name}/${restarts}` };
  if (behaviour === "crash") {
    const at = timestamp(now);
    const wait = Math.min(300, 10 * 2 ** Math.max(0, restarts - 1));
    const who = `container=${name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    return {
      ...run,
      state: { waiting: { reason: "CrashLoopBackOff", message: `back-off ${wait}s restarting failed ${who}` } },
      lastState: { terminated: { exitCode: 1, reason: "Error", startedAt: at, finishedAt: at } },
    };
  }
  return { ...run, started: true, state: { running: { startedAt: before?.state.running?.startedAt ?? timestamp(now) } } };
}

/** An address of 10.0.0.0/8 that follows from the uid, so that it stays over a restart. */
const podIP = (uid: string) => `10.${[0, 2, 4].map((at) => Number.parseInt(uid.slice(at, at + 2), 16)).join(".")}`;
