import { type Prisma } from "@/lib/platform/db";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Pod } from "@/lib/cluster/types";

/** Container → image digests (`sha256:…`) that were seen to run under a release, the first one first. Two of one container: its tag was moved. */
export type Digests = Record<string, string[]>;

/** Adds the image digests that these pods run to what a release is known to have run: `known`, or what is read. */
export async function recordDigests(
  tx: PlatformCtx,
  input: { releaseId: string; known: Digests | null; pods: readonly Pod[] },
): Promise<void> {
  const { releaseId, pods } = input;
  const seen = digestsOf(pods);
  if (Object.keys(seen).length === 0) return;
  const known = new Map(Object.entries(input.known ?? (await readDigests(tx, releaseId))));
  const merged = new Map(known);
  for (const [container, digests] of Object.entries(seen)) {
    merged.set(container, [...new Set([...(known.get(container) ?? []), ...digests])]);
  }
  const isNews = [...merged].some(([container, digests]) => digests.length !== (known.get(container)?.length ?? 0));
  if (isNews)
    await tx.db.release.updateMany({ where: { id: releaseId }, data: { digests: Object.fromEntries(merged) as Prisma.JsonObject } });
}

async function readDigests(tx: PlatformCtx, releaseId: string): Promise<Digests> {
  const release = await tx.db.release.findUniqueOrThrow({ where: { id: releaseId }, select: { digests: true } });
  return release.digests as Digests;
}

/** `repo@sha256:…` or a bare `sha256:…`, as container runtimes report it; images that were only loaded have none. */
function digestsOf(pods: readonly Pod[]): Digests {
  const digests = new Map<string, Set<string>>();
  for (const { containers } of pods) {
    for (const { name, imageId } of containers) {
      const digest = /sha256:[0-9a-f]{64}$/.exec(imageId)?.[0];
      if (digest) digests.set(name, (digests.get(name) ?? new Set()).add(digest));
    }
  }
  return Object.fromEntries([...digests].map(([container, found]) => [container, [...found]]));
}
