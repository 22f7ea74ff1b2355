import { maskText } from "@/lib/platform/mask/mask-text";
import { eventsPath } from "./api-paths";
import type { HttpClient } from "./http-client";
import { listPages } from "./list-pages";
import { raw } from "./raw";
import type { CreateRefusal } from "./types";

/** The newest FailedCreate event of an object. Unlike a ReplicaSet, a StatefulSet or DaemonSet has no condition that says it. */
export async function lastCreateRefusal(http: HttpClient, namespace: string, uid: string): Promise<CreateRefusal | null> {
  const fieldSelector = `involvedObject.uid=${uid},reason=FailedCreate`;
  const { items } = await listPages(http, eventsPath(namespace), { fieldSelector });
  const dated = items.map((event) => {
    const series = raw.object(event.series);
    const at = [series.lastObservedTime, event.lastTimestamp, event.eventTime, raw.object(event.metadata).creationTimestamp].find(Boolean);
    return { message: maskText(raw.text(event.message)), at: new Date(raw.text(at)) };
  });
  return dated.sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}
