import { NOW } from "./fixtures/now";

/** What a request is answered with; `never`: it hangs. */
export type Reply = { status: number; body: unknown } | "never" | "unreachable";

/** By method and path below the API, such as `GET /bots/bot_1`; what is not named hangs. */
export type Network = Readonly<Record<string, Reply>>;

export const answers = (body: unknown): Reply => ({ status: 200, body });

export const listOf = (...items: unknown[]): Reply => answers({ items, nextCursor: null });

export const refuses = (status: number, code: string, detail: string, more: object = {}): Reply => ({
  status,
  body: { type: "about:blank", title: code, status, code, detail, ...more },
});

const API = "/api/v1";

/** A `fetch` that answers for the API from the table, dated with the gallery's time, and leaves everything else to the real one. */
export function playNetwork(network: Network, real: typeof fetch): typeof fetch {
  return async (target, init) => {
    const { pathname } = new URL(target instanceof Request ? target.url : target, location.origin);
    if (!pathname.startsWith(API)) return real(target, init);
    const reply = network[`${init?.method ?? "GET"} ${decodeURIComponent(pathname.slice(API.length))}`] ?? "never";
    if (reply === "unreachable") throw new TypeError("Failed to fetch");
    if (reply === "never") return new Promise(() => {});
    return Response.json(reply.body, { status: reply.status, headers: { date: new Date(NOW).toUTCString() } });
  };
}
