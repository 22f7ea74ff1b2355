import { eventsPath } from "./api-paths";
import type { HttpClient } from "./http-client";
import { listPages } from "./list-pages";
import { mapEvent } from "./map-event";
import type { CreateRefusal } from "./types";

/** The newest FailedCreate event of an object. Unlike a ReplicaSet, a StatefulSet or DaemonSet has no condition that says it. */
export async function lastCreateRefusal(http: HttpClient, namespace: string, uid: string): Promise<CreateRefusal | null> {
  const fieldSelector = `involvedObject.uid=${uid},reason=FailedCreate`;
  const { items } = await listPages(http, eventsPath(namespace), { fieldSelector });
  const [newest] = items.map(mapEvent).sort((a, b) => b.at.getTime() - a.at.getTime());
  return newest ? { message: newest.message, at: newest.at } : null;
}
