import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test, vi } from "vitest";
import { json, status, TOKEN } from "./testing/http1-server";
import { closeAll, deployment, line, listOf, open, says, watching, type Watch } from "./testing/watching";

afterEach(closeAll);

describe("list, then watch", () => {
  test("asks for pages, then watches from the list's version with bookmarks", async () => {
    const { queries, toldIs } = await watching({
      lists: ({ query }, response) =>
        query.get("continue") === "next"
          ? json(response, 200, listOf("10", deployment("b", "6")))
          : json(response, 200, { ...listOf("10", deployment("a", "5")), metadata: { resourceVersion: "10", continue: "next" } }),
      watches: [says(line("MODIFIED", deployment("a", "11")), line("DELETED", deployment("b", "12")))],
    });
    await toldIs(["synced 2", "changed a@11", "gone shop/b"]);
    expect(queries("list")).toEqual([{ limit: "500" }, { limit: "500", continue: "next" }]);
    expect(queries("watch")).toEqual([{ watch: "1", allowWatchBookmarks: "true", resourceVersion: "10", timeoutSeconds: "240" }]);
  });

  test("a list position that expired begins again", async () => {
    let lists = 0;
    const { toldIs } = await watching({
      lists: (_, response) => {
        lists += 1;
        if (lists === 2) return status(response, 410, "Expired", "The provided continue parameter is too old");
        json(
          response,
          200,
          lists === 1
            ? { ...listOf("10", deployment("a", "5")), metadata: { resourceVersion: "10", continue: "next" } }
            : listOf("20", deployment("a", "5"), deployment("b", "6")),
        );
      },
      watches: [says()],
    });
    await toldIs(["synced 2"]);
  });

  test("the template travels untouched", async () => {
    const { events } = await watching({ watches: [says()] });
    await vi.waitFor(() =>
      expect(events[0]).toMatchObject({ type: "synced", objects: [{ object: { template: { spec: { unknownField: "a" } } } }] }),
    );
  });

  test("an event may come in pieces, and be 1 MB", async () => {
    const large = line("MODIFIED", {
      ...deployment("a", "11"),
      metadata: { ...deployment("a", "11").metadata, annotations: { notes: "é".repeat(500_000) } },
    });
    const { toldIs } = await watching({
      watches: [
        (response) => {
          open(response);
          const bytes = Buffer.from(large);
          for (let at = 0; at < bytes.length; at += 1013) response.write(bytes.subarray(at, at + 1013));
        },
      ],
    });
    await toldIs(["synced 1", "changed a@11"]);
  });

  test("repeated and late events are dropped", async () => {
    const { toldIs } = await watching({
      watches: [
        says(
          line("MODIFIED", deployment("a", "12")),
          line("MODIFIED", deployment("a", "12")),
          line("MODIFIED", deployment("a", "9")),
          line("MODIFIED", deployment("b", "11")),
          line("DELETED", deployment("b", "14")),
          line("MODIFIED", deployment("b", "13")),
          line("ADDED", deployment("c", "15")),
        ),
      ],
    });
    await toldIs(["synced 1", "changed a@12", "changed b@11", "gone shop/b", "changed c@15"]);
  });

  test("the list is made again when it is old", async () => {
    const { told } = await watching({ watches: [(response) => open(response).end()], settings: { resyncMs: -1 } });
    await vi.waitFor(() => expect(told().slice(0, 3)).toEqual(["synced 1", "synced 1", "synced 1"]));
  });
});

describe("X10 a watch survives", () => {
  const goesOn = [says(line("MODIFIED", deployment("a", "12")))];

  test("its ordinary end: it goes on from the last version, without a new list", async () => {
    const { queries, toldIs } = await watching({
      watches: [(response) => open(response).end(line("MODIFIED", deployment("a", "11"))), ...goesOn],
    });
    await toldIs(["synced 1", "changed a@11", "changed a@12"]);
    expect(queries("watch")[1]?.resourceVersion).toBe("11");
    expect(queries("list")).toHaveLength(1);
  });

  test("a bookmark only: it goes on from there", async () => {
    const { queries, toldIs, events } = await watching({
      watches: [(response) => open(response).end(line("BOOKMARK", { metadata: { resourceVersion: "99" } })), says()],
    });
    await vi.waitFor(() => expect(queries("watch")[1]?.resourceVersion).toBe("99"));
    await toldIs(["synced 1"]);
    expect(events.filter(({ type }) => type === "heard").length).toBeGreaterThanOrEqual(2);
  });

  test("a cut in the middle of a line", async () => {
    const cut: Watch = (response) =>
      open(response).write(line("MODIFIED", deployment("a", "11")) + '{"type":"MODI', () => response.destroy());
    const { toldIs, queries } = await watching({ watches: [cut, ...goesOn] });
    await toldIs(["synced 1", "changed a@11", "changed a@12"]);
    expect(queries("watch")[1]?.resourceVersion).toBe("11");
  });

  test.each([
    ["as an HTTP status", (response: ServerResponse) => status(response, 410, "Expired", "too old resource version")],
    ["as an event", says(line("ERROR", { kind: "Status", code: 410, reason: "Expired", message: "too old resource version: 10 (11)" }))],
  ])("410 %s: it lists anew, and nobody is troubled", async (_, expired) => {
    const { toldIs } = await watching({ watches: [expired, ...goesOn] });
    await toldIs(["synced 1", "synced 1", "changed a@12"]);
  });

  test.each([
    ["garbage", says("<html>\n")],
    ["JSON that is no event", says('"hello"\n')],
    ["an event without an object", says('{"type":"MODIFIED"}\n')],
    ["an error event", says(line("ERROR", { kind: "Status", code: 500, reason: "InternalError", message: "etcd is unhappy" }))],
  ])("%s", async (_, garbage) => {
    const { toldIs } = await watching({ watches: [garbage, ...goesOn] });
    await toldIs(["synced 1", "changed a@12"]);
  });

  test("garbage for ever: it backs off, says so once, lists anew now and then", async () => {
    const { waits, told, queries } = await watching({ watches: [says("<html>\n")], settings: { goodAfterMs: 60_000 } });
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(8));
    expect(waits.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(queries("list").length).toBeGreaterThan(2);
    expect(new Set(told().filter((one) => !one.startsWith("synced")))).toEqual(
      new Set(["What answers at the cluster's address does not speak as Kubernetes does. Lastgood keeps trying."]),
    );
  });

  test("silence", async () => {
    const { toldIs } = await watching({ watches: [says(), ...goesOn], settings: { inactivityMs: 50 } });
    await toldIs(["synced 1", "changed a@12"]);
  });

  test("only silence: one that says something now and then stands", async () => {
    const beats: Watch = (response) => {
      says()(response);
      const beat = setInterval(() => response.write(line("BOOKMARK", { metadata: { resourceVersion: "11" } })), 20);
      response.on("close", () => clearInterval(beat));
    };
    const { events, queries } = await watching({ watches: [beats], settings: { inactivityMs: 100 } });
    await vi.waitFor(() => expect(events.filter(({ type }) => type === "heard").length).toBeGreaterThan(15));
    expect(queries("watch")).toHaveLength(1);
  });

  test("a server that is silent from the first byte, and says why it reports", async () => {
    const { told } = await watching({ watches: [() => undefined], settings: { inactivityMs: 50 } });
    await vi.waitFor(() => expect(told()).toContain("The cluster sent nothing for 0.1 s. Lastgood keeps trying."));
  });

  test("a server that stops and starts again", async () => {
    const { server, toldIs, told } = await watching({ watches: [says(), ...goesOn] });
    await toldIs(["synced 1"]);
    await vi.waitFor(() => expect(server.asked.some(({ query }) => query.has("watch"))).toBe(true));
    await server.stop();
    await vi.waitFor(() =>
      expect(told()).toContain("The cluster refused the connection: nothing answers at its address. Lastgood keeps trying."),
    );
    await server.startAgain();
    await vi.waitFor(() => expect(told().at(-1)).toBe("changed a@12"));
  });

  test("an expired token: it is renewed, and nobody is troubled", async () => {
    const { toldIs } = await watching({
      tokens: ["old", "new"],
      lists: ({ headers }, response) =>
        headers.authorization === "Bearer new" ? json(response, 200, listOf("10")) : status(response, 401, "Unauthorized", "Unauthorized"),
      watches: goesOn,
    });
    await toldIs(["synced 0", "changed a@12"]);
  });

  test("429: it comes back when it is told to", async () => {
    const { toldIs, waits } = await watching({ watches: [(response) => json(response, 429, {}, { "retry-after": "7" }), ...goesOn] });
    await toldIs(["synced 1", "The cluster is too busy and asks to come back later. Lastgood keeps trying.", "changed a@12"]);
    expect(waits).toEqual([7_000]);
  });

  test("an object that is too large to hold", async () => {
    const endless: Watch = (response) => {
      open(response);
      const block = Buffer.alloc(256 * 1024, 97);
      const more = () => void (response.write(block) ? setImmediate(more) : response.once("drain", more));
      more();
    };
    const { toldIs } = await watching({ watches: [endless, ...goesOn] });
    await toldIs(["synced 1", "changed a@12"]);
  });
});

describe("what a person hears", () => {
  test("a missing right is named so that it can be granted", async () => {
    const { told, waits } = await watching({
      lists: (_, response) =>
        status(
          response,
          403,
          "Forbidden",
          'pods is forbidden: User "carol" cannot list resource "pods" in API group "" in the namespace "shop"',
        ),
      watches: [says()],
      kind: "Pod",
    });
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(1));
    expect(told()).toEqual(["Lastgood may not watch pods in the namespace “shop”. Grant its account get, list and watch on pods."]);
    expect(waits[0]).toBe(30_000);
  });

  test("credentials that are refused for good", async () => {
    const { told } = await watching({ lists: (_, response) => status(response, 401, "Unauthorized", "Unauthorized"), watches: [says()] });
    await vi.waitFor(() =>
      expect(told()).toEqual([
        "The cluster does not accept Lastgood's credentials: they may have expired or been revoked. Lastgood keeps trying.",
      ]),
    );
    expect(JSON.stringify(told())).not.toContain(TOKEN);
  });
});
