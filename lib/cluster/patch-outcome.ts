import { isObject } from "@/lib/platform/json";
import { isAdmissionRefusal } from "./admission-refusal";
import { apiStatus } from "./api-status";
import { refusal } from "./expect-answer";
import type { Answer } from "./http-client";
import { mapWorkload } from "./map-workload";
import type { PatchOutcome, WorkloadKind } from "./types";

/**
 * What the answer to a JSON Patch means. An outcome says for sure whether the patch was applied.
 *
 * @throws ClusterError where the answer does not
 */
export function patchOutcome(kind: WorkloadKind, answer: Answer): PatchOutcome {
  const { status, body } = answer;
  if (status >= 200 && status < 300 && isObject(body)) return { kind: "accepted", workload: mapWorkload(kind, body) };

  const { message, reason, causes } = apiStatus(body);
  if (isAdmissionRefusal(status, message)) return status === 403 ? { kind: "forbidden", message } : { kind: "refused", status, message };

  switch (status) {
    case 403:
      return { kind: "forbidden", message };
    case 404:
      if (reason === "NotFound") return { kind: "not-found", message };
      throw refusal(answer, "no");
    case 422:
      return causes.length > 0 ? { kind: "invalid", message, causes } : { kind: "precondition-failed", message };
    case 400:
    case 405:
    case 406:
    case 409:
    case 413:
    case 415:
      return { kind: "refused", status, message };
    default:
      throw refusal(answer, "unknown");
  }
}
