import type { Clock } from "./clock";
import type { Db } from "./db";
import type { Logger } from "./logger";

/** What every verb gets, the same in web, worker and tests. `access` adds who is acting, `bots` adds the clusters. */
export type PlatformCtx = {
  db: Db;
  clock: Clock;
  log: Logger;
  requestId: string;
  /** Aborted once whoever asked was told that nothing comes of it: nothing may begin after that. */
  givenUp?: AbortSignal;
};
