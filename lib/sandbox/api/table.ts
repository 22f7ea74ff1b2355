import type { KubeObject } from "../objects/kube-object";
import type { ResourceName } from "../store/resource-name";
import { columnsFor } from "./table-columns";

/** How much of each object a row carries. */
type Include = "None" | "Metadata" | "Object";

export const wantsTable = (accept: string | undefined) => accept?.includes("as=Table") ?? false;

/** The form in which `kubectl get` asks for objects: rows of cells. */
export function toTable(resource: ResourceName, items: readonly KubeObject[], metadata: object, include: Include, now: number): object {
  const columns = columnsFor(resource, now);
  const columnDefinitions = columns.map(({ name, wide, type = "string" }, at) => ({
    name,
    type,
    format: at === 0 ? "name" : "",
    description: name,
    priority: wide ? 1 : 0,
  }));
  const rows = items.map((object) => ({ cells: columns.map(({ cell }) => cell(object)), ...rowObject(object, include) }));
  return { kind: "Table", apiVersion: "meta.k8s.io/v1", metadata, columnDefinitions, rows };
}

function rowObject(object: KubeObject, include: Include): object {
  if (include === "None") return {};
  return {
    object: include === "Object" ? object : { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata },
  };
}
