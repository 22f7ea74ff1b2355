import { connect, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "@/lib/platform/start-error";

const LOOK_EVERY_MS = 200;

/**
 * `patienceMs` is for a run that ended abruptly: what it left behind ends by itself in a moment.
 *
 * @throws StartError that names the port, if it cannot be listened on
 */
export async function refuseTakenPort(port: number, host: string, patienceMs = 0): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const problem = await whyNot(port, host);
    if (!problem) return;
    if (Date.now() >= deadline) throw new StartError(problem);
    await delay(LOOK_EVERY_MS);
  }
}

async function whyNot(port: number, host: string): Promise<string | undefined> {
  const taken = `Port ${port} is taken by another program. Stop that program, or choose another port with PORT, such as PORT=${port === 65_535 ? 3_000 : port + 1}.`;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen({ port, host, exclusive: true }, resolve));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return taken;
    if (code === "EACCES") return `Port ${port} may only be used by root. Choose one above 1023 with PORT.`;
    return `Cannot listen on ${host}:${port}: ${message}. Check HOST and PORT.`;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  // Some systems let two programs share a port on different addresses; the browser would then find the wrong one.
  return (await Promise.all(["127.0.0.1", "::1"].map((address) => answers(address, port)))).includes(true) ? taken : undefined;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .on("connect", () => end(true))
      .on("error", () => end(false))
      .on("timeout", () => end(false));
  });
}
