import type { ReleaseJson } from "@/lib/bots/schemas";

/** A release whose id is its version; the rest is plain. */
export function releaseJson(version: string, over: Partial<ReleaseJson> = {}): ReleaseJson {
  return {
    id: version,
    version,
    digest: "0123456789ab",
    images: [{ container: "bot", image: `registry.example/bot:${version}` }],
    commit: null,
    author: null,
    changeCause: null,
    standing: "known-good",
    quarantine: null,
    firstSeenAt: "2026-11-01T10:00:00Z",
    knownGoodAt: null,
    ...over,
  };
}
