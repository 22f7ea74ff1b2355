import { afterEach, describe, expect, test, vi } from "vitest";
import { HttpClient } from "./http-client";
import { http1Server, json, sourceFor, status } from "./testing/http1-server";
import { closeAll, closing, line, listOf, says } from "./testing/watching";
import type { WatchEvent } from "./types";
import { watchCluster } from "./watch-cluster";

afterEach(closeAll);

describe("all kinds", () => {
  test("one without rights does not stop the others, and a listener that throws stops nothing", async () => {
    const server = await http1Server(({ path, query }, response) => {
      if (path.endsWith("/pods")) return status(response, 403, "Forbidden", "no");
      if (query.has("watch")) return says(line("BOOKMARK", { metadata: { resourceVersion: "11" } }))(response);
      json(response, 200, listOf("10"));
    });
    const http = new HttpClient(sourceFor(server.url));
    const ending = new AbortController();
    const events: WatchEvent[] = [];
    const throws = (event: WatchEvent) => {
      events.push(event);
      throw new Error("a bug in a listener");
    };
    const rejects = (event: WatchEvent) => Promise.reject(new Error(`a bug in a listener of ${event.type}`));
    const running = [
      watchCluster(http, { namespaces: ["shop", "shop", "desk"], onEvent: throws, signal: ending.signal }),
      watchCluster(http, { namespaces: null, onEvent: rejects, signal: ending.signal }),
    ];
    closing.push(async () => {
      ending.abort();
      await Promise.all(running);
      http.close();
      await server.stop();
    });
    await vi.waitFor(() => {
      expect(events.filter(({ type }) => type === "synced")).toHaveLength(12);
      expect(events.filter(({ type }) => type === "problem")).toHaveLength(2);
      // Bookmarks were heard after the listener had thrown at the list.
      expect(events.filter(({ type }) => type === "heard")).toHaveLength(24);
    });
  });

  test("ends at once when the signal does", async () => {
    const server = await http1Server(({ query }, response) => (query.has("watch") ? says()(response) : json(response, 200, listOf("10"))));
    const http = new HttpClient(sourceFor(server.url));
    closing.push(server.stop, () => http.close());
    const ending = new AbortController();
    const types: string[] = [];
    const running = watchCluster(http, {
      namespaces: null,
      onEvent: ({ type }) => types.push(type),
      signal: ending.signal,
    });
    await vi.waitFor(() => expect(types.filter((type) => type === "heard")).toHaveLength(7));
    const before = types.length;
    ending.abort();
    await running;
    expect(types).toHaveLength(before);
  });

  test("ends at once while the cluster hangs, and says nothing more", async () => {
    const server = await http1Server(() => undefined);
    const http = new HttpClient(sourceFor(server.url));
    closing.push(server.stop, () => http.close());
    const ending = new AbortController();
    const events: WatchEvent[] = [];
    const running = watchCluster(http, { namespaces: null, onEvent: (event) => events.push(event), signal: ending.signal });
    await vi.waitFor(() => expect(server.asked).toHaveLength(7));
    ending.abort();
    await running;
    expect(events).toEqual([]);
  });
});
