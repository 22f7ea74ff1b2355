import { ROLLBACK_ANNOTATION } from "@/lib/bots/rollback-annotation";
import type { ConfigMap, NewConfigMap } from "@/lib/cluster/types";
import type { LiveView } from "./live-view";
import type { CopiedContents } from "./run";
import type { ConfigCopy } from "./schemas";

/** On each copy: the map that it stands for; the rollback that made it is named as on the object. */
export const COPY_OF = "lastgood.dev/copy-of";

/** What came of a copy. `taken`: something else has its name. */
export type CopyOutcome = { kind: "there" } | { kind: "refused"; message: string } | { kind: "taken" };

type Making = { contents: CopiedContents; rollbackId: string; dryRun: boolean };

/** Makes one copy, or asks whether it could be made; one that is there already with that content is fine. @throws ClusterError where the cluster's answer says nothing */
export async function createCopy({ cluster, ref }: LiveView, copy: ConfigCopy, making: Making): Promise<CopyOutcome> {
  const wanted = wantedMap(ref.namespace, copy, making);
  const outcome = await cluster.createConfigMap(wanted, { dryRun: making.dryRun });
  if (outcome.kind === "refused") return { kind: "refused", message: outcome.message };
  return outcome.kind === "exists" && !isCopy(outcome.map, wanted) ? { kind: "taken" } : { kind: "there" };
}

function isCopy(map: ConfigMap, wanted: NewConfigMap): boolean {
  return map.immutable && !map.deleting && sameKeys(map.data, wanted.data) && sameKeys(map.binaryData, wanted.binaryData);
}

function sameKeys(a: Record<string, string>, b: Record<string, string>): boolean {
  const [left, right] = [a, b].map((map) => JSON.stringify(Object.entries(map).sort(([x], [y]) => (x < y ? -1 : 1))));
  return left === right;
}

/** A copy as it has to be in the cluster. */
export function wantedMap(
  namespace: string,
  { name, of, files }: ConfigCopy,
  { contents, rollbackId }: Omit<Making, "dryRun">,
): NewConfigMap {
  const pick = (wanted: "text" | "binary", encoding: "utf8" | "base64") =>
    Object.fromEntries(
      files.filter(({ kind }) => kind === wanted).map(({ key, hash }) => [key, contents.get(hash)?.toString(encoding) ?? ""] as const),
    );
  return {
    name,
    namespace,
    labels: { "app.kubernetes.io/managed-by": "lastgood" },
    annotations: { [COPY_OF]: of, [ROLLBACK_ANNOTATION]: rollbackId },
    data: pick("text", "utf8"),
    binaryData: pick("binary", "base64"),
  };
}
