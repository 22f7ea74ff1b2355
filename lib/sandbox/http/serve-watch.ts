import type { ServerResponse } from "node:http";
import { toTable } from "../api/table";
import { watchObjects, type WatchEvent } from "../api/watch-objects";
import type { Cluster } from "../cluster";
import type { KubeObject } from "../objects/kube-object";
import { includeOf, type Incoming } from "./serve-resource";

/** Streams a watch, one JSON document a line, until the client or the time limit ends it. */
export function serveWatch(cluster: Cluster, request: Incoming, response: ServerResponse): void {
  const open = () => {
    if (response.headersSent) return;
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-cache, private" });
    response.flushHeaders();
  };
  const send = (event: WatchEvent) => {
    open();
    response.write(`${JSON.stringify(request.table ? asTable(cluster, request, event) : event)}\n`);
  };
  const stop = watchObjects(cluster, request, send, () => response.end());
  open();
  response.on("close", stop);
}

function asTable(cluster: Cluster, request: Incoming, event: WatchEvent): WatchEvent {
  if (event.type === "ERROR" || event.type === "BOOKMARK") return event;
  const object = event.object as KubeObject;
  const metadata = { resourceVersion: object.metadata.resourceVersion };
  return { ...event, object: toTable(request.resource.name, [object], metadata, includeOf(request), cluster.clock.now()) };
}
