import { expect, test } from "vitest";
import type { Call, HttpClient } from "./http-client";
import { lastLines } from "./last-lines";

const asked: Call[] = [];
const answering = (status: number, body: unknown) =>
  ({ call: async (call: Call) => (asked.push(call), { status, body, retryAfterMs: null }) }) as unknown as HttpClient;
const container = { namespace: "support", pod: "omni-0", container: "bot" };
const lines = (text: string) => lastLines(answering(200, text), container);

test("are those of the run before, and the cluster is asked for no more than a little", async () => {
  await lines("a");
  expect(asked.at(-1)).toMatchObject({
    path: "/api/v1/namespaces/support/pods/omni-0/log",
    query: { container: "bot", previous: "true", tailLines: "60", limitBytes: "262144" },
    timeoutMs: 2_000,
  });
});

test("are the last five that say something", async () => {
  expect(await lines("1\n2\n\n3\n4\r\n5\n  \n6\n")).toEqual(["2", "3", "4", "5", "6"]);
});

test("are cut to a length that fits, never within a letter", async () => {
  const [line = ""] = await lines(`${"x".repeat(198)}${"🤖".repeat(50)}`);
  expect(line).toBe(`${"x".repeat(198)}…`);
});

test("are hidden where they look like a credential, also one that began long before", async () => {
  const [, end] = await lines("DATABASE_URL=postgres://omni:hunter22secret@db/omni\nok");
  expect(end).toBe("ok");
  expect((await lines("DATABASE_URL=postgres://omni:hunter22secret@db/omni")).join()).not.toContain("hunter22secret");
  const key = [
    "-----BEGIN PRIVATE KEY-----",
    ...Array.from({ length: 20 }, () => "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj".repeat(1)),
    "-----END PRIVATE KEY-----",
  ];
  expect((await lines(["loading the key", ...key].join("\n"))).join()).not.toContain("MIIEvQIBADAN");
});

test("are text: no colours, nothing that moves the cursor or turns the text round", async () => {
  expect(await lines("\u001b[31mERROR\u001b[0m <b>no\u202e model</b>\u0007\tfound\u0000")).toEqual(["ERROR <b>no model</b> found"]);
});

test("that nobody may read are a fault of their own", async () => {
  await expect(lastLines(answering(403, { kind: "Status", message: "no" }), container)).rejects.toMatchObject({ reason: "forbidden" });
  await expect(lastLines(answering(400, null), container)).rejects.toThrow();
});
