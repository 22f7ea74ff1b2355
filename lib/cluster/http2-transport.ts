import type { Http2Session } from "./http2-session";
import { TransportError, type Transport } from "./transport";

/** HTTP/2: everything shares one connection; another is opened only when that one is full or going away. */
export function http2Transport(first: Http2Session, open: () => Promise<Http2Session>): Transport {
  let sessions = [first];
  let opening: Promise<void> | null = null;
  let closed = false;

  const openAnother = async () => {
    const session = await open();
    if (closed) session.destroy();
    sessions.push(session);
  };

  return {
    async send(request) {
      for (;;) {
        if (closed) throw new TransportError("not-connected", new Error("Lastgood has closed this connection"));
        sessions = sessions.filter((session) => !session.destroyed);
        // Chosen and taken in one breath: those who wait for a new connection wake together, and each must see the places that the others took.
        const free = sessions.find((session) => !session.gone && session.hasRoom(request.longLived));
        if (free) return free.send(request);
        opening ??= openAnother().finally(() => (opening = null));
        await opening;
      }
    },
    close() {
      closed = true;
      for (const session of sessions) session.destroy();
    },
  };
}
