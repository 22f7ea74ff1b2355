import { configMapPath } from "./api-paths";
import { apiStatus } from "./api-status";
import { refusal } from "./expect-answer";
import type { HttpClient } from "./http-client";
import type { ConfigMap } from "./types";

/** Deletes a ConfigMap if it is still the one that was read, to the version; false: it changed or is gone. */
export async function deleteConfigMap(
  http: HttpClient,
  map: Pick<ConfigMap, "namespace" | "name" | "uid" | "resourceVersion">,
): Promise<boolean> {
  const { uid, resourceVersion } = map;
  const answer = await http.call({
    method: "DELETE",
    path: configMapPath(map),
    body: { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid, resourceVersion } },
    safe: false,
  });
  if (answer.status >= 200 && answer.status < 300) return true;
  if (answer.status === 409 || (answer.status === 404 && apiStatus(answer.body).reason === "NotFound")) return false;
  throw refusal(answer, answer.status === 404 ? "no" : "unknown");
}
