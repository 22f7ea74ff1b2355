import type { ConfigReference } from "@/lib/bots/config/config-references";
import { visibleKeys } from "@/lib/bots/config/visible-keys";
import type { ConfigMap } from "@/lib/cluster/types";

type Content = Pick<ConfigMap, "data" | "binaryData">;
type Restoring = {
  namespace: string;
  name: string;
  reference: ConfigReference;
  original: Pick<ConfigMap, "data" | "binaryData" | "immutable"> | null;
  copy: Content & Pick<ConfigMap, "name">;
};

/** What Kubernetes lets these be called. A template may say otherwise, and a command is pasted into somebody's shell. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
const KEY = /^[-.\w]+$/;

/**
 * The shell line that gives an original the content of its copy. Values go from kubectl to kubectl: none is printed, none is an argument, which other people of
 * the machine could read and which may not be longer than 128 KiB. Keys that this bot's pods cannot see are left alone, because somebody else's may. null where
 * no edit can do it.
 */
export function restoreCommand({ namespace, name, reference, original, copy }: Restoring): string | null {
  if (original?.immutable || ![namespace, name, copy.name].every((each) => NAME.test(each))) return null;
  const kubectl = `kubectl -n ${namespace}`;
  const read = (more: string[]) => `${kubectl} get configmap ${copy.name} -o jsonpath='${braced([...more, ...parts(copy)])}'`;
  if (!original)
    return `${read(['"apiVersion":"v1"', '"kind":"ConfigMap"', `"metadata":${braced([`"name":"${name}"`])}`])} | ${kubectl} create -f -`;

  const patch = `${kubectl} patch configmap ${name} --type merge`;
  const gone = removals(reference, original, copy);
  if (gone.some(({ keys }) => !keys.every((key) => KEY.test(key)))) return null;
  const remove = gone.map(({ part, keys }) => `"${part}":{${keys.map((key) => `"${key}":null`).join(",")}}`);
  return [
    ...(remove.length > 0 ? [`${patch} -p '{${remove.join(",")}}'`] : []),
    ...(parts(copy).length > 0 ? [`${read([])} | ${patch} --patch-file /dev/stdin`] : []),
  ].join(" && ");
}

/** Of a JSON object made by JSONPath: `{.data}` is the map as JSON. A part that is not there would print nothing. */
function parts({ data, binaryData }: Content): string[] {
  return [
    ...(Object.keys(data).length > 0 ? ['"data":{.data}'] : []),
    ...(Object.keys(binaryData).length > 0 ? ['"binaryData":{.binaryData}'] : []),
  ];
}

/** JSONPath takes a brace as text only in quotes. */
function braced(inside: string[]): string {
  return `{"{"}${inside.join(",")}{"}"}`;
}

/** Keys that pods would see of the original and do not see of the copy, or that the copy holds as the other kind: a merge alone would leave them there. */
function removals(reference: ConfigReference, original: Content, copy: Content): { part: keyof Content; keys: string[] }[] {
  const seen = visibleKeys(reference, original);
  const gone = [
    { part: "data" as const, keys: seen.text.filter((key) => !Object.hasOwn(copy.data, key)) },
    { part: "binaryData" as const, keys: seen.binary.filter((key) => !Object.hasOwn(copy.binaryData, key)) },
  ];
  return gone.filter(({ keys }) => keys.length > 0);
}
