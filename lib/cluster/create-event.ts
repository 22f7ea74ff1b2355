import { eventsPath } from "./api-paths";
import { apiStatus } from "./api-status";
import { refusal } from "./expect-answer";
import type { HttpClient } from "./http-client";
import type { EventOutcome, NewEvent } from "./types";

const TIMEOUT_MS = 3_000;
const REFUSED = [400, 403, 404, 409, 413, 415, 422];

/**
 * Writes an Event about a workload. One of that name that is there already was made by a try whose answer was lost.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 *
 * @throws ClusterError where the answer does not say whether it was made
 */
export async function createEvent(http: HttpClient, { about, name, reason, message, at }: NewEvent): Promise<EventOutcome> {
  const { namespace, kind, name: aboutName } = about.ref;
  const time = `${at.toISOString().slice(0, 19)}Z`;
  const answer = await http.call({
    method: "POST",
    path: eventsPath(namespace),
    query: { fieldManager: "lastgood" },
    body: {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name, namespace },
      involvedObject: { apiVersion: "apps/v1", kind, namespace, name: aboutName, uid: about.uid },
      type: "Normal",
      reason,
      message,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component: "lastgood" },
      reportingComponent: "lastgood.dev",
    },
    safe: false,
    timeoutMs: TIMEOUT_MS,
  });
  const said = apiStatus(answer.body);
  if (answer.status >= 200 && answer.status < 300) return { kind: "written" };
  if (answer.status === 409 && said.reason === "AlreadyExists") return { kind: "written" };
  if (REFUSED.includes(answer.status)) return { kind: "refused", status: answer.status, message: said.message };
  throw refusal(answer, "unknown");
}
