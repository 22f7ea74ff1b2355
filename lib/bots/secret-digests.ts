import type { Cluster } from "@/lib/cluster/types";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { JsonObject } from "@/lib/platform/json";
import type { VaultCtx } from "./ctx";
import { secretReferences } from "./secret-references";

/** Secret → keyed digest of what it holds. Without the key nobody can tell what, nor guess it. */
export type SecretDigests = Record<string, string>;

/** Digests of the Secrets that a template refers to, as they are now; null where Lastgood may not read them. */
export async function secretDigests(
  ctx: VaultCtx,
  { cluster, namespace, template }: { cluster: Cluster; namespace: string; template: JsonObject },
): Promise<SecretDigests | null> {
  try {
    const digests = await Promise.all(
      secretReferences(template).map(async (name) => {
        const data = await cluster.getSecretData({ namespace, name });
        return [name, await ctx.vault.digest(ctx, textOfSecret(data))] as const;
      }),
    );
    return Object.fromEntries(digests);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return null;
  }
}

/** One text for equal content. */
export function textOfSecret(data: Record<string, string> | null): string {
  return data === null ? "missing" : JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
