import { isObject, type Json, type JsonObject } from "../objects/json";
import { separator } from "./field-paths";

/** The tree that `managedFields` carries, from paths. */
export function toFieldsV1(paths: Iterable<string>): JsonObject {
  const root: JsonObject = {};
  for (const path of [...paths].sort()) {
    let node = root;
    for (const element of path.split(separator)) {
      const next = node[element];
      node = node[element] = isObject(next) ? next : {};
    }
  }
  return root;
}

/** The paths of such a tree. */
export function fromFieldsV1(tree: Json | undefined): Set<string> {
  const paths = new Set<string>();
  collect(tree, [], paths);
  return paths;
}

function collect(node: Json | undefined, path: string[], paths: Set<string>): void {
  if (!isObject(node)) return;
  for (const [element, child] of Object.entries(node)) {
    const here = [...path, element];
    if (isObject(child) && Object.keys(child).length > 0) collect(child, here, paths);
    else paths.add(here.join(separator));
  }
}
