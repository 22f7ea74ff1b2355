import type { BotCtx } from "@/lib/bots/ctx";
import { textOfSecret } from "@/lib/bots/secret-digests";
import { secretReferences } from "@/lib/bots/secret-references";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { JsonObject } from "@/lib/platform/json";
import type { LiveView } from "./live-view";

/** The Secrets that a template refers to. `changed`: those that are not what they were under the release; null where nobody looks. */
export type SecretsSight = { names: string[]; changed: string[] | null };

/** Asks whether Secrets changed since a release ran, where its environment opted in. Values are compared by keyed digests and never kept. */
export async function lookAtSecrets(
  ctx: BotCtx,
  input: { watched: boolean; view: LiveView; releaseId: string; template: JsonObject },
): Promise<SecretsSight> {
  const { watched, view, releaseId, template } = input;
  const names = secretReferences(template);
  if (!watched || names.length === 0) return { names, changed: null };

  const { secrets } = await ctx.db.release.findUniqueOrThrow({ where: { id: releaseId }, select: { secrets: true } });
  if (secrets === null) return { names, changed: null };
  const then = new Map(Object.entries(secrets as Record<string, string>));
  try {
    const changed: string[] = [];
    for (const name of names) {
      const digest = then.get(name);
      const data = await view.cluster.getSecretData({ namespace: view.ref.namespace, name });
      if (digest !== undefined && (await ctx.vault.compare(ctx, textOfSecret(data), digest)) === false) changed.push(name);
    }
    return { names, changed };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return { names, changed: null };
  }
}
