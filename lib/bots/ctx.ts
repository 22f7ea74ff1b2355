import type { Ctx } from "@/lib/access/ctx";
import type { Clusters } from "@/lib/cluster/clusters";
import type { Vault } from "@/lib/platform/vault/vault";

/** What verbs that store or read contents get. */
export type VaultCtx = Ctx & { vault: Vault };

/** What verbs about bots and rollbacks get: who acts, the database, the contents in it, and the doors to the clusters. */
export type BotCtx = VaultCtx & { clusters: Clusters };
