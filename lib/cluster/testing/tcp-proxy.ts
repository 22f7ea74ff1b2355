import net, { type AddressInfo, type Socket } from "node:net";

/** A line to `target` on loopback that can be cut, or go silent while both ends believe it is there. */
export async function tcpProxy(target: string) {
  const { port: targetPort } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  let connections = 0;
  const server = net.createServer((near) => {
    connections += 1;
    const far = net.connect(Number(targetPort), "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const [near] of pairs) near.destroy();
  };
  return {
    url: target.replace(targetPort, String((server.address() as AddressInfo).port)),
    connections: () => connections,
    cut,
    /** Those open now carry nothing any more; new ones do. */
    silence: () => {
      for (const pair of pairs) for (const socket of pair) socket.unpipe().pause();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
