import { setTimeout as sleep } from "node:timers/promises";
import { isObject } from "@/lib/platform/json";
import { isAdmissionRefusal } from "./admission-refusal";
import { listPath } from "./api-paths";
import { apiStatus } from "./api-status";
import { ClusterError } from "./cluster-error";
import { refusal } from "./expect-answer";
import { getConfigMap } from "./get-config-map";
import type { Answer, HttpClient } from "./http-client";
import { mapConfigMap } from "./map-config-map";
import type { CreateOutcome, NewConfigMap } from "./types";

const TRIES = 3;
/** 404: there is no such namespace. */
const REFUSED = [400, 403, 404, 405, 406, 409, 413, 415, 422];

/**
 * Makes a ConfigMap that nobody can edit. Doing it twice does no harm: the second finds what the first made.
 *
 * @throws ClusterError where the answer does not say whether it was made
 */
export async function createConfigMap(http: HttpClient, wanted: NewConfigMap, { dryRun }: { dryRun: boolean }): Promise<CreateOutcome> {
  const { namespace, name, labels, annotations, data, binaryData } = wanted;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await http.call({
      method: "POST",
      path: listPath("ConfigMap", namespace),
      query: { fieldManager: "lastgood", ...(dryRun ? { dryRun: "All" } : {}) },
      body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels, annotations }, immutable: true, data, binaryData },
      safe: dryRun,
    });
    if (answer.status >= 200 && answer.status < 300 && isObject(answer.body)) return { kind: "created", map: mapConfigMap(answer.body) };

    const { reason, message } = apiStatus(answer.body);
    if (answer.status === 409 && reason === "AlreadyExists") {
      const map = await getConfigMap(http, wanted);
      if (map !== null) return { kind: "exists", map };
    }
    // Still 409: deleted since, or a quota that others write to at the same moment. Nothing was made.
    if (answer.status !== 409 || attempt === TRIES) return (await thereAlready(http, wanted, answer)) ?? refused(answer, reason, message);
    await sleep(20 * attempt);
  }
}

/** Rights, quotas and webhooks are asked before the name is: what is there already, made by a try whose answer was lost perhaps, needs none of them. */
async function thereAlready(http: HttpClient, wanted: NewConfigMap, { status, body }: Answer): Promise<CreateOutcome | null> {
  if (status !== 403 && !isAdmissionRefusal(status, apiStatus(body).message)) return null;
  try {
    const map = await getConfigMap(http, wanted);
    return map && { kind: "exists", map };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return null;
  }
}

function refused(answer: Answer, reason: string, message: string): CreateOutcome {
  const { status } = answer;
  const bySomethingElse = status === 404 && reason !== "NotFound";
  if (isAdmissionRefusal(status, message) || (REFUSED.includes(status) && !bySomethingElse)) return { kind: "refused", status, message };
  throw refusal(answer, bySomethingElse ? "no" : "unknown");
}
