import type { Ctx } from "@/lib/access/ctx";
import type { Clusters } from "@/lib/cluster/clusters";

/** What verbs about bots and rollbacks get: who acts, the database, and the doors to the clusters. */
export type BotCtx = Ctx & { clusters: Clusters };
