import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { createCopy } from "./create-copy";
import type { LiveView } from "./live-view";
import type { CopiedContents, Run } from "./run";
import type { ConfigCopy } from "./schemas";

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
  const problems = await Promise.all(run.copies.map((copy) => makeCopy(view, copy, { contents, rollbackId: run.id })));
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

async function makeCopy(
  view: LiveView,
  copy: ConfigCopy,
  making: { contents: CopiedContents; rollbackId: string },
): Promise<string | null> {
  const outcome = await createCopy(view, copy, { ...making, dryRun: false });
  switch (outcome.kind) {
    case "there":
      return null;
    case "refused":
      return `The cluster does not let Lastgood copy ConfigMap ${copy.of}, so nothing was changed: ${outcome.message}`;
    case "taken":
      return `There is a ConfigMap ${copy.name} already, with other content than the copy of ${copy.of} has to have. Nothing was changed. Delete it, then try again.`;
  }
}
