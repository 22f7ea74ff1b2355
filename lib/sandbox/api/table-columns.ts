import type { Deployment, KubeObject, Pod, ReplicaSet } from "../objects/kube-object";
import { selectorText } from "../objects/label-selector";
import type { ResourceName } from "../store/resource-name";
import { age } from "./age";
import { podPhase, podRestarts } from "./pod-summary";

export interface Column {
  name: string;
  type?: "string" | "integer";
  /** Shown with `-o wide` only. */
  wide?: boolean;
  cell: (object: KubeObject) => string | number;
}

const column = <T extends KubeObject>(name: string, cell: (object: T) => string | number, more: Partial<Column> = {}): Column => ({
  name,
  cell: cell as Column["cell"],
  ...more,
});
const wide = { wide: true };
const number = { type: "integer" as const };
const containers = (object: Deployment | ReplicaSet) => object.spec.template.spec.containers;

/** The columns that `kubectl get` shows of a resource. */
export function columnsFor(resource: ResourceName, now: number): Column[] {
  const name = column("Name", ({ metadata }) => metadata.name);
  const old = column("Age", ({ metadata }) => age(metadata.creationTimestamp, now));
  const template = [
    column(
      "Containers",
      (object: Deployment) =>
        containers(object)
          .map((container) => container.name)
          .join(","),
      wide,
    ),
    column(
      "Images",
      (object: Deployment) =>
        containers(object)
          .map((container) => container.image)
          .join(","),
      wide,
    ),
    column("Selector", ({ spec }: Deployment) => selectorText(spec.selector), wide),
  ];
  switch (resource) {
    case "deployments":
      return [
        name,
        column("Ready", ({ spec, status }: Deployment) => `${status?.readyReplicas ?? 0}/${spec.replicas}`),
        column("Up-to-date", ({ status }: Deployment) => status?.updatedReplicas ?? 0),
        column("Available", ({ status }: Deployment) => status?.availableReplicas ?? 0),
        old,
        ...template,
      ];
    case "replicasets":
      return [
        name,
        column("Desired", ({ spec }: ReplicaSet) => spec.replicas, number),
        column("Current", ({ status }: ReplicaSet) => status?.replicas ?? 0, number),
        column("Ready", ({ status }: ReplicaSet) => status?.readyReplicas ?? 0, number),
        old,
        ...template,
      ];
    case "pods":
      return [
        name,
        column(
          "Ready",
          ({ spec, status }: Pod) => `${(status?.containerStatuses ?? []).filter(({ ready }) => ready).length}/${spec.containers.length}`,
        ),
        column("Status", (pod: Pod) => podPhase(pod)),
        column("Restarts", (pod: Pod) => podRestarts(pod, now)),
        old,
        column("IP", ({ status }: Pod) => status?.podIP ?? "<none>", wide),
        column("Node", ({ spec }: Pod) => spec.nodeName ?? "<none>", wide),
        column("Nominated Node", () => "<none>", wide),
        column("Readiness Gates", () => "<none>", wide),
      ];
    case "configmaps":
      return [
        name,
        column(
          "Data",
          (object: KubeObject & { data?: object; binaryData?: object }) => Object.keys({ ...object.data, ...object.binaryData }).length,
        ),
        old,
      ];
    case "namespaces":
      return [name, column("Status", ({ status }) => (status as { phase: string }).phase), old];
    case "nodes":
      return [name, column("Status", () => "Ready"), column("Roles", () => "<none>"), old, column("Version", () => "practice")];
    case "events":
      return eventColumns(now);
    default:
      return [name, old];
  }
}

interface Event extends KubeObject {
  type?: string;
  reason?: string;
  message?: string;
  lastTimestamp?: string;
  involvedObject?: { kind?: string; name?: string };
}

const eventColumns = (now: number): Column[] => [
  column("Last Seen", ({ lastTimestamp }: Event) => age(lastTimestamp, now)),
  column("Type", ({ type }: Event) => type ?? ""),
  column("Reason", ({ reason }: Event) => reason ?? ""),
  column("Object", ({ involvedObject }: Event) => `${involvedObject?.kind?.toLowerCase()}/${involvedObject?.name}`),
  column("Message", ({ message }: Event) => message ?? ""),
];
