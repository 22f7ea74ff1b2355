import type { ServerResponse } from "node:http";
import { expect, vi } from "vitest";
import { HttpClient } from "../http-client";
import { ListWatch } from "../list-watch";
import type { WatchedKind, WatchEvent } from "../types";
import { watchSettings, type WatchSettings } from "../watch-settings";
import { http1Server, json, sourceFor, type Handler } from "./http1-server";

/** What a test has to end, in the order of its making. */
export const closing: (() => unknown)[] = [];

/** To be called after each test. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

export type Watch = (response: ServerResponse) => void;

export const deployment = (name: string, version: string) => ({
  metadata: { uid: `uid-${name}`, name, namespace: "shop", resourceVersion: version },
  spec: { template: { spec: { unknownField: name } } },
});
export const listOf = (version: string, ...items: object[]) => ({ kind: "List", metadata: { resourceVersion: version }, items });
export const line = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;
export const open = (response: ServerResponse) => response.writeHead(200, { "content-type": "application/json" });
/** A watch that says this and stays open. */
export const says =
  (...lines: string[]): Watch =>
  (response) => {
    open(response).flushHeaders();
    for (const one of lines) response.write(one);
  };

/** Runs one list-watch against a server that answers the n-th watch with the n-th of `watches` (the last one again and again). */
export async function watching(options: {
  lists?: Handler;
  watches: Watch[];
  settings?: Partial<WatchSettings>;
  kind?: WatchedKind;
  tokens?: string[];
  onEvent?: (event: WatchEvent) => void;
}) {
  let watched = 0;
  const server = await http1Server((asked, response, socket) => {
    if (asked.query.get("watch") === "1") return options.watches[Math.min(watched++, options.watches.length - 1)]?.(response);
    if (options.lists) return options.lists(asked, response, socket);
    json(response, 200, listOf("10", deployment("a", "5")));
  });
  const http = new HttpClient(sourceFor(server.url, options.tokens));
  const ending = new AbortController();
  const events: WatchEvent[] = [];
  const waits: number[] = [];
  const settings: WatchSettings = {
    ...watchSettings,
    goodAfterMs: 0,
    random: () => 0,
    sleep: async (ms) => void waits.push(ms),
    ...options.settings,
  };
  const emit = (event: WatchEvent) => {
    events.push(event);
    options.onEvent?.(event);
  };
  const running = new ListWatch({
    http,
    kind: options.kind ?? "Deployment",
    namespace: "shop",
    emit,
    signal: ending.signal,
    settings,
  }).run();
  closing.push(async () => {
    ending.abort();
    await running;
    http.close();
    await server.stop();
  });
  const told = () => events.filter((event) => event.type !== "heard").map(brief);
  const queries = (what: "list" | "watch") =>
    server.asked.filter(({ query }) => query.has("watch") === (what === "watch")).map(({ query }) => Object.fromEntries(query));
  return {
    server,
    events,
    waits,
    told,
    queries,
    running,
    ending,
    toldIs: (expected: string[]) => vi.waitFor(() => expect(told()).toEqual(expected)),
  };
}

function brief(event: WatchEvent): string {
  switch (event.type) {
    case "synced":
      return `synced ${event.objects.length}`;
    case "changed":
      return `changed ${event.item.kind === "Pod" ? event.item.object.name : event.item.kind === "Deployment" ? `${event.item.object.ref.name}@${event.item.object.resourceVersion}` : ""}`;
    case "gone":
      return `gone ${event.namespace}/${event.name}`;
    case "problem":
      return event.sentence;
    case "heard":
      return "heard";
  }
}
