import { isObject } from "@/lib/platform/json";
import { objectPath } from "./api-paths";
import { apiStatus } from "./api-status";
import { expectObject } from "./expect-answer";
import type { HttpClient } from "./http-client";
import type { NamedObject } from "./types";

/** Asked as `kubectl get` does, for a table without the object in it: nothing of what it holds leaves the cluster, not even its annotations. */
const NAMES_ONLY = { includeObject: "None" };

/** Whether an object is there; null where the cluster does not know its kind. */
export async function objectExists(http: HttpClient, object: NamedObject): Promise<boolean | null> {
  const answer = await http.call({ method: "GET", path: objectPath(object), query: NAMES_ONLY, expects: "table", safe: true });
  if (answer.status !== 404) return expectObject(answer) !== null;
  // An unknown kind is answered with the same status and reason, but names nothing.
  const details = isObject(answer.body) ? answer.body.details : null;
  const named = isObject(details) && details.name === object.name;
  return apiStatus(answer.body).reason === "NotFound" && named ? false : null;
}
