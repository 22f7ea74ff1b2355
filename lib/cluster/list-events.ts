import { eventsPath } from "./api-paths";
import { expectObject } from "./expect-answer";
import type { HttpClient } from "./http-client";
import { mapEvent } from "./map-event";
import { raw } from "./raw";
import type { EventsOf, ObjectEvent } from "./types";

/** One object has few: what says the same is counted up, and all are forgotten after an hour. */
const MOST = 100;
const TIMEOUT_MS = 2_000;

/** What happened to one object within the last hour, newest first. */
export async function listEvents(http: HttpClient, { namespace, ...object }: EventsOf): Promise<ObjectEvent[]> {
  const fieldSelector =
    "uid" in object
      ? `involvedObject.uid=${object.uid}`
      : `involvedObject.kind=PersistentVolumeClaim,involvedObject.name=${object.claim.replaceAll(/[^-.a-z0-9]/g, "")}`;
  const answer = await http.call({
    method: "GET",
    path: eventsPath(namespace),
    query: { fieldSelector, limit: String(MOST) },
    safe: true,
    timeoutMs: TIMEOUT_MS,
  });
  return raw
    .objects(expectObject(answer).items)
    .map(mapEvent)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}
