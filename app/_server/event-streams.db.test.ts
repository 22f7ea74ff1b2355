import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { AppError } from "@/lib/platform/app-error";
import { CHANNEL, notify, type Change } from "@/lib/platform/notify";
import { closeEventStreams, HEARTBEAT_MS, openEventStream } from "./event-streams";
import { openTestApi, type Caller, type TestApi } from "./testing/test-api";

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(async () => {
  vi.useRealTimers();
  await api.close();
});

const open = (as: Caller, headers: Record<string, string> = {}) => api.call("GET", "/api/v1/events", { as, headers });
const change = (what: Change) => inTransaction(api.scene.ctx(), (tx) => notify(tx, what));

/** Reads until `wanted` is in what came, and gives all of it. */
function reader(response: Response) {
  const chunks = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    until: async (wanted: string, times = 1) => {
      while (text.split(wanted).length <= times) {
        const { value, done } = await chunks.read();
        if (done) throw new Error(`the stream ended after ${JSON.stringify(text)}`);
        text += value;
      }
      return text;
    },
    end: async () => {
      for (;;) if ((await chunks.read()).done) return;
    },
    cancel: () => chunks.cancel(),
  };
}

describe("a stream of events", () => {
  test("tells every reader of a change when and only when it is committed", async () => {
    const readers = [reader(await open("viewer")), reader(await open("read token"))];
    for (const each of readers) await each.until("event: resync"); // the listener is connected
    await expect(
      inTransaction(api.scene.ctx(), async (tx) => {
        await notify(tx, { kind: "bot", botId: "bot_lost" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow();
    await change({ kind: "rollback", rollbackId: "rb_1", botId: "bot_1" });
    for (const each of readers) {
      const text = await each.until('"bot_1"}\n\n');
      expect(text).toMatch(/id: \w+-\d+\nevent: change\ndata: {"kind":"rollback","rollbackId":"rb_1","botId":"bot_1"}\n\n/);
      expect(text).not.toContain("bot_lost");
    }
  });

  test("is neither stored nor held back on its way", async () => {
    const { status, headers } = await open("viewer");
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
  });

  test("goes on where a reader left it, with what came meanwhile and without reading everything again", async () => {
    const first = reader(await open("viewer"));
    await first.until("event: resync");
    await change({ kind: "bot", botId: "bot_seen" });
    const seen = await first.until('"bot_seen"}\n\n');
    const lastId = [...seen.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? "";
    await first.cancel();
    const other = reader(await open("lead"));
    await change({ kind: "bot", botId: "bot_missed" });
    await other.until('"bot_missed"}');

    for (const again of [
      await open("viewer", { "last-event-id": lastId }),
      await api.call("GET", "/api/v1/events", { as: "viewer", query: `?lastEventId=${lastId}` }),
    ]) {
      const text = await reader(again).until("event: here");
      expect(text).toContain('"bot_missed"}');
      expect(text).not.toMatch(/bot_seen|resync/);
    }
  });

  test("begins with a resync for one who was at another process before", async () => {
    const text = await reader(await open("viewer", { "last-event-id": "0abc-7" })).until("\n\n");
    expect(text).toMatch(/^id: \w+-\d+\nevent: resync/);
  });

  test("tells of what may have been missed when the database's connection was lost", async () => {
    const stream = reader(await open("viewer"));
    await stream.until("event: resync");
    await api.scene.database.db
      .$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lastgood listener' and datname = current_database()`;
    await stream.until("event: resync", 2);
    await change({ kind: "settings" });
    await stream.until('{"kind":"settings"}');
  });

  test("ends with the session, within 30 s", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const stream = reader(await open("operator"));
    await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
    await stream.until("event: beat\ndata: {}\n\nevent: beat");
    await api.scene.database.db.user.updateMany({ where: { name: "operator" }, data: { sessionVersion: { increment: 1 } } });
    await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
    await stream.end();
  });

  test("is limited to 20 for each reader, and one that left makes room", async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, async () => reader(await open("viewer"))));
    const refused = await open("viewer");
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: "rate-limited" }]);
    expect((await open("operator")).status).toBe(200);
    await streams[0]?.cancel();
    expect((await open("viewer")).status).toBe(200);
  });

  test("X22 two thousand connect and do not read: a thousand get in, those that do not read are let go, and whoever reads or asks is served", async () => {
    const follower = reader(await open("viewer"));
    await follower.until("event: resync");
    const connect = (number: number) => {
      const asked = {
        owner: `usr_${number % 100}`,
        lastEventId: null,
        stillAllowed: async () => {},
        signal: new AbortController().signal,
      };
      try {
        return openEventStream(asked);
      } catch (error) {
        return (error as AppError).code;
      }
    };
    const all = Array.from({ length: 2_000 }, (_, number) => connect(number));
    expect(all.filter((one) => one === "rate-limited")).toHaveLength(1_001);

    const asks = async () => expect((await api.call("GET", "/api/v1/bots", { as: "viewer" })).status).toBe(200);
    const tell = (from: number, to: number) => api.scene.database.db.$executeRaw`
        select pg_notify(${CHANNEL}, json_build_object('kind', 'bot', 'botId', 'bot_' || n)::text) from generate_series(${from}::int, ${to}::int) n`;
    // Of the processor, so that a busy machine does not count.
    const before = process.cpuUsage();
    await Promise.all([asks(), follower.until('"bot_2000"}\n\n'), tell(1, 2_000)]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(1_000);
    await Promise.all([follower.until('"bot_2001"}\n\n'), tell(2_001, 2_001)]);
    expect((await open("operator")).status).toBe(200);
    const [first] = all as Response[];
    await expect(reader(first!).end()).rejects.toThrow("does not read");
  });

  test("ends when the process is told to stop", async () => {
    const streams = [reader(await open("viewer")), reader(await open("lead"))];
    closeEventStreams();
    for (const stream of streams) await stream.end();
  });
});
