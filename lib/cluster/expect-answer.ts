import { isObject, type JsonObject } from "@/lib/platform/json";
import { apiStatus } from "./api-status";
import { ClusterError } from "./cluster-error";
import type { Answer } from "./http-client";

/** The object that a read gave, or the failure in words. */
export function expectObject(answer: Answer): JsonObject {
  if (answer.status >= 200 && answer.status < 300 && isObject(answer.body)) return answer.body;
  throw refusal(answer, "no");
}

/** What a status other than success means. `applied` is for the statuses that leave it open. */
export function refusal({ status, body }: Answer, applied: "no" | "unknown"): ClusterError {
  const { message } = apiStatus(body);
  const words = message === "" ? "" : ` It says: ${message}`;
  if (status === 401)
    return new ClusterError("unauthorized", "The cluster does not accept Lastgood's credentials: they may have expired or been revoked.", {
      applied: "no",
      status,
    });
  if (status === 403) return new ClusterError("forbidden", `The cluster does not allow this.${words}`, { applied: "no", status });
  if (status === 429)
    return new ClusterError("throttled", "The cluster is too busy and asks to come back later.", { applied: "no", status });
  if (status === 504 || (status === 500 && apiStatus(body).reason === "Timeout"))
    return new ClusterError("timeout", `The cluster did not finish in time.${words}`, { applied, status });
  if (status >= 500) return new ClusterError("server-error", `The cluster failed to answer (HTTP ${status}).${words}`, { applied, status });
  return new ClusterError("bad-answer", `The cluster gave an answer that Lastgood did not expect (HTTP ${status}).${words}`, {
    applied,
    status,
  });
}
