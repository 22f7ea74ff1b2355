import net, { type AddressInfo, type Socket } from "node:net";

/**
 * What becomes of bytes on their way to the target. `keep`: they do not arrive, and the connection carries nothing any more. `keep-answer`: they arrive, and what
 * comes back does not; `onAnswer` hears that it came. `reset`: both ends lose the connection.
 */
export type Fate = "pass" | "keep" | "reset" | { kind: "keep-answer"; onAnswer: () => void } | { kind: "delay"; ms: number };

export type ProxyOptions = { gate?: (chunk: Buffer) => Fate };

type Pair = { near: Socket; far: Socket; isSilent: boolean; onAnswer: (() => void) | null; sent: Promise<void> };

/** A line to `target`, an address with a port on loopback, that can be cut, refuse, go silent while both ends believe it is there, or do with each chunk as told. */
export async function tcpProxy(target: string, { gate = () => "pass" }: ProxyOptions = {}) {
  const { host, port: targetPort } = new URL(target);
  const pairs = new Set<Pair>();
  const state = { gate, connections: 0, refuses: false, swallows: false };
  const server = net.createServer((near) => {
    state.connections += 1;
    if (state.refuses) return void near.on("error", () => undefined).resetAndDestroy();
    const far = net.connect({ port: Number(targetPort), host: "127.0.0.1", noDelay: true });
    near.setNoDelay(true);
    const pair: Pair = { near, far, isSilent: state.swallows, onAnswer: null, sent: DONE };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (chunk: Buffer) => forward(pair, chunk, pair.isSilent ? "keep" : state.gate(chunk)));
    far.on("data", (chunk: Buffer) => {
      if (pair.onAnswer) pair.onAnswer();
      else if (!pair.isSilent && !near.write(chunk)) far.pause();
    });
    near.on("drain", () => far.resume());
    far.on("drain", () => near.resume());
    near.on("end", () => void pair.sent.then(() => !pair.isSilent && far.end()));
    far.on("end", () => !pair.isSilent && !pair.onAnswer && near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const { near } of pairs) near.destroy();
  };
  return {
    url: target.replace(host, `127.0.0.1:${port}`),
    connections: () => state.connections,
    cut,
    /** Those open now carry nothing any more; new ones do. */
    silence: () => {
      for (const pair of pairs) pair.isSilent = true;
    },
    /** Nothing is carried, by new ones either, until `heal`. */
    swallow: () => {
      state.swallows = true;
      for (const pair of pairs) pair.isSilent = true;
    },
    /** All are reset, and so is each new one, until `heal`. */
    refuse: () => {
      state.refuses = true;
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.resetAndDestroy();
    },
    /** New connections are carried again, by this gate from now on. What was silent stays so: the network between has forgotten it. */
    heal: (next: (chunk: Buffer) => Fate = () => "pass") => {
      [state.gate, state.refuses, state.swallows] = [next, false, false];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

export type TcpProxy = Awaited<ReturnType<typeof tcpProxy>>;

function forward(pair: Pair, chunk: Buffer, fate: Fate): void {
  if (fate === "reset") return void [pair.near, pair.far].map((socket) => socket.resetAndDestroy());
  if (fate === "keep") return void (pair.isSilent = true);
  const ms = typeof fate === "object" && fate.kind === "delay" ? fate.ms : 0;
  if (typeof fate === "object" && fate.kind === "keep-answer") pair.onAnswer = fate.onAnswer;
  const write = () => void (pair.far.destroyed || pair.isSilent || pair.far.write(chunk) || pair.near.pause());
  if (ms === 0 && pair.sent === DONE) return write();
  // What comes later overtakes nothing.
  pair.sent = pair.sent.then(() => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined)).then(write);
}

const DONE = Promise.resolve();
