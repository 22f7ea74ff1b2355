import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { JsonObject } from "@/lib/platform/json";
import { podContainers } from "./config/pod-containers";
import { objectsIn, textOf } from "./config/read-raw";
import type { ReleaseConfig } from "./config/types";
import type { VaultCtx } from "./ctx";
import { releaseContent } from "./release-content";
import { RevealInput, type Revealed } from "./schemas";

/**
 * A value that every view hides, as it is. That somebody saw it is on the record, what they saw is not.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `content-pruned`, `content-damaged` and its like
 */
export async function revealValue({ ctx, input }: { ctx: VaultCtx; input: RevealInput & { releaseId: string } }): Promise<Revealed> {
  requirePermission(ctx, "reveal");
  const { releaseId, ...asked } = input;
  const { container, variable, map, key } = RevealInput.parse(asked);
  return inTransaction(ctx, async (tx) => {
    const release = await tx.db.release.findUnique({
      where: { id: releaseId },
      select: { botId: true, version: true, bot: { select: { title: true, environment: { select: { title: true } } } } },
    });
    if (!release) throw new AppError("not-found", "There is no release with this id.");
    const content = await releaseContent(tx, releaseId);
    const inConfig = map !== undefined && key !== undefined;
    const value = inConfig
      ? await fileIn(tx, content.config, map, key)
      : variableIn(content.template, { container: container ?? "", variable: variable ?? "" });
    const place = inConfig ? `ConfigMap ${map}, ${key}` : `variable ${variable} of container ${container}`;
    const subject = `${place}, in ${release.bot.title} ${release.version} in ${release.bot.environment.title}`;
    await recordAudit(tx, { action: "release.reveal", botId: release.botId, subject });
    return { value };
  });
}

/** A name that comes twice is legal: the last one counts. */
function variableIn(template: JsonObject, { container, variable }: { container: string; variable: string }): string {
  const variables = podContainers(template)
    .filter(({ name }) => name === container)
    .flatMap(({ env }) => objectsIn(env));
  const found = variables.findLast(({ name }) => name === variable);
  if (!found || found.valueFrom !== undefined) {
    throw new AppError("not-found", `This release has no literal variable ${variable} in a container ${container}.`);
  }
  return textOf(found.value);
}

async function fileIn(ctx: VaultCtx, config: ReleaseConfig | null, map: string, key: string): Promise<string> {
  const recorded = config?.find(({ name }) => name === map);
  const file = recorded?.state === "recorded" ? recorded.files.find((candidate) => candidate.key === key) : undefined;
  if (!file) throw new AppError("not-found", `This release has no file ${key} of a ConfigMap ${map} on record.`);
  if (file.kind === "binary") throw new AppError("not-found", `${key} of ConfigMap ${map} is binary: there is no text to show.`);
  return String((await ctx.vault.read(ctx, [file.hash])).get(file.hash));
}
