import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "@/lib/platform/embedded-postgres/free-port";
import { refuseTakenPort } from "./refuse-taken-port";

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

async function listening(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

test("a free port is fine", async () => {
  await expect(refuseTakenPort(await freePort(), "127.0.0.1")).resolves.toBeUndefined();
});

test.each(["127.0.0.1", "0.0.0.0"])("a port that is taken on %s is named", async (host) => {
  const port = await listening(host);
  await expect(refuseTakenPort(port, "127.0.0.1")).rejects.toThrow(`Port ${port} is taken by another program`);
});

test("what the last run left behind is waited for", async () => {
  const port = await listening("127.0.0.1");
  const answer = refuseTakenPort(port, "127.0.0.1", 5_000);
  servers.pop()?.close();
  await expect(answer).resolves.toBeUndefined();
});

test("an address that is not ours is named", async () => {
  await expect(refuseTakenPort(await freePort(), "192.0.2.1")).rejects.toThrow("Check HOST and PORT");
});
