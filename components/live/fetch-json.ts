import { noteServerDate } from "@/components/time/server-clock";
import { Problem } from "./problem";

type Ask = { method?: "GET" | "POST" | "PUT" | "PATCH"; body?: unknown; signal?: AbortSignal };

/**
 * Asks the API and returns its JSON.
 *
 * @throws Problem with the answer's `code` and `detail`; code `unreachable` when there was no answer
 */
export async function fetchJson<T>(path: string, { method = "GET", body, signal }: Ask = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Problem({ status: 0, code: "unreachable", detail: "Lastgood did not answer. Check the connection, then try again." });
  });
  noteServerDate(response.headers.get("date"));

  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return said as T;
  const problem = typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  throw new Problem({
    status: response.status,
    code: typeof problem.code === "string" ? problem.code : "unexpected",
    detail: typeof problem.detail === "string" ? problem.detail : `Lastgood answered ${response.status} without saying why. Try again.`,
    body: problem,
  });
}
