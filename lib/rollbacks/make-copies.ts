import type { BotCtx } from "@/lib/bots/ctx";
import type { ConfigMap, NewConfigMap } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import type { LiveView } from "./live-view";
import type { CopiedContents, Run } from "./run";
import type { ConfigCopy } from "./schemas";

/** On each copy: the map that it stands for, and the rollback that made it. */
export const COPY_OF = "lastgood.dev/copy-of";
const MADE_BY = "lastgood.dev/rollback";

/**
 * Makes the ConfigMaps that a rollback's template refers to, all at once; ones that are there already with that content are fine. A copy that nothing refers to
 * harms nobody, so this may run twice, and before it is known whether the write will go through. Returns why it cannot be done, null when it is.
 *
 * @throws ClusterError where the cluster's answer says nothing
 */
export async function makeCopies(ctx: BotCtx, { run, view }: { run: Run; view: LiveView }): Promise<string | null> {
  if (run.copies.length === 0) return null;
  const contents = await (run.contents ?? readCopies(ctx, run.copies)).catch(sayIfLost);
  if (typeof contents === "string") return contents;
  const problems = await Promise.all(run.copies.map((copy) => makeCopy(view, copy, wantedMap(copy, { run, view, contents }))));
  return problems.find((problem) => problem !== null) ?? null;
}

/** What these copies are to hold. @throws AppError `content-damaged` and its like */
export function readCopies(ctx: BotCtx, copies: readonly ConfigCopy[]): Promise<CopiedContents> {
  return ctx.vault.read(
    ctx,
    copies.flatMap(({ files }) => files.map(({ hash }) => hash)),
  );
}

/** What is damaged or gone stays so, however often it is tried. */
function sayIfLost(error: unknown): string {
  if (error instanceof AppError && (error.code === "content-damaged" || error.code === "content-missing")) return error.publicMessage;
  throw error;
}

async function makeCopy({ cluster }: LiveView, copy: ConfigCopy, wanted: NewConfigMap): Promise<string | null> {
  const outcome = await cluster.createConfigMap(wanted);
  if (outcome.kind === "refused")
    return `The cluster does not let Lastgood copy ConfigMap ${copy.of}, so nothing was changed: ${outcome.message}`;
  if (outcome.kind === "exists" && !isCopy(outcome.map, wanted)) {
    return `There is a ConfigMap ${copy.name} already, with other content than the copy of ${copy.of} has to have. Nothing was changed. Delete it, then try again.`;
  }
  return null;
}

function isCopy(map: ConfigMap, wanted: NewConfigMap): boolean {
  return map.immutable && !map.deleting && sameKeys(map.data, wanted.data) && sameKeys(map.binaryData, wanted.binaryData);
}

function sameKeys(a: Record<string, string>, b: Record<string, string>): boolean {
  const [left, right] = [a, b].map((map) => JSON.stringify(Object.entries(map).sort(([x], [y]) => (x < y ? -1 : 1))));
  return left === right;
}

function wantedMap(
  { name, of, files }: ConfigCopy,
  { run, view, contents }: { run: Run; view: LiveView; contents: CopiedContents },
): NewConfigMap {
  const pick = (wanted: "text" | "binary", encoding: "utf8" | "base64") =>
    Object.fromEntries(
      files.filter(({ kind }) => kind === wanted).map(({ key, hash }) => [key, contents.get(hash)?.toString(encoding) ?? ""] as const),
    );
  return {
    name,
    namespace: view.ref.namespace,
    labels: { "app.kubernetes.io/managed-by": "lastgood" },
    annotations: { [COPY_OF]: of, [MADE_BY]: run.id },
    data: pick("text", "utf8"),
    binaryData: pick("binary", "base64"),
  };
}
