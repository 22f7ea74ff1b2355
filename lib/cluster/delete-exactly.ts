import { apiStatus } from "./api-status";
import { refusal } from "./expect-answer";
import type { HttpClient } from "./http-client";

/** Deletes an object if it is still the one that was read, to the version; false: it changed or is gone. */
export async function deleteExactly(http: HttpClient, path: string, read: { uid: string; resourceVersion: string }): Promise<boolean> {
  const { uid, resourceVersion } = read;
  const answer = await http.call({
    method: "DELETE",
    path,
    body: { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid, resourceVersion } },
    safe: false,
  });
  if (answer.status >= 200 && answer.status < 300) return true;
  if (answer.status === 409 || (answer.status === 404 && apiStatus(answer.body).reason === "NotFound")) return false;
  throw refusal(answer, answer.status === 404 ? "no" : "unknown");
}
