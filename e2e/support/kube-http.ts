import { Agent, request } from "undici";

export interface KubeAnswer {
  status: number;
  /** What the server answered, as the test expects it. */
  body: unknown;
  warning: string | undefined;
}

export interface KubeHttp {
  (method: string, path: string, body?: unknown, contentType?: string): Promise<KubeAnswer>;
}

const agent = new Agent({ connect: { rejectUnauthorized: false }, pipelining: 1 });

/** Talks plain JSON to an API server; only what it answers, nothing made of it. A body that is text goes out as it is. */
export function kubeHttp(url: string, token?: string): KubeHttp {
  return async (method, path, body, contentType = "application/json") => {
    const answer = await request(url + path, {
      method,
      dispatcher: agent,
      headers: headersWith(token, contentType),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    const { warning } = answer.headers;
    return { status: answer.statusCode, body: parsed(text), warning: Array.isArray(warning) ? warning.join() : warning };
  };
}

export interface WatchedEvent {
  type: string;
  object: Record<string, unknown>;
}

/** The events of a watch as they come, until the server or the signal ends it. */
export async function* watchEvents(
  url: string,
  token: string | undefined,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<WatchedEvent> {
  const { body } = await request(url + path, { dispatcher: agent, headers: headersWith(token, "application/json"), signal });
  let rest = "";
  for await (const chunk of body) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield JSON.parse(line) as WatchedEvent;
  }
}

const headersWith = (token: string | undefined, contentType: string) => ({
  "content-type": contentType,
  "user-agent": "contract/1",
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
