import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import type { Logger } from "@/lib/platform/logger";
import { problem } from "./problem";

/** Says a failure to the client. What nobody foresaw is told to the log alone; the client gets the request's id. */
export function toProblem(error: unknown, { requestId, log, write }: { requestId: string; log: Logger; write: boolean }): Response {
  if (error instanceof AppError) {
    if (error.cause !== undefined) log.warn({ err: error }, "request failed");
    return problem(error.code, error.publicMessage, { requestId, more: error.detail });
  }
  if (error instanceof ClusterError) {
    log.warn({ err: error }, "request failed at the cluster");
    return problem("cluster-unreachable", describeClusterError(error), { requestId });
  }
  if (isDatabaseDown(error)) {
    log.error({ err: error }, "request failed at the database");
    return problem("database-unreachable", write ? NOT_WRITTEN : NOT_READ, { requestId });
  }
  log.error({ err: error }, "request failed");
  return problem("unexpected", `Lastgood failed in a way that nobody foresaw. Its log says more under ${requestId}.`, { requestId });
}

const NOT_READ =
  "The database does not answer, so Lastgood cannot show this now. Bots and the cluster are not affected. Try again in a moment.";
const NOT_WRITTEN =
  "The database does not answer. Nothing was sent to the cluster. Look again when the database is back before you repeat this: what was recorded just before goes on then.";
