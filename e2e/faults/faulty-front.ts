import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { selfSigned } from "@/lib/cluster/testing/self-signed";

/** What comes instead of an answer, or in its place once the request was done. */
export type Trouble = {
  isDone: boolean;
  status: number;
  headers?: Record<string, string>;
  body: string;
};

export type Front = { url: string; troubles: () => number; close(): Promise<void> };

/** A server before the API server, with TLS where that has it, which passes requests on unless it is told of a trouble. */
export async function faultyFront(server: string, next: (request: http.IncomingMessage) => Trouble | null): Promise<Front> {
  const { protocol, hostname, port } = new URL(server);
  const isTls = protocol === "https:";
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
  let troubles = 0;
  const act: http.RequestListener = (request, response) => {
    const trouble = next(request);
    if (trouble) troubles += 1;
    const fail = () =>
      trouble && response.writeHead(trouble.status, { "content-type": "application/json", ...trouble.headers }).end(trouble.body);
    if (trouble && !trouble.isDone) {
      request.resume();
      return void fail();
    }
    const { method, url: path, headers } = request;
    const options = { hostname, port, method, path, headers };
    const onward = isTls ? https.request({ ...options, agent }) : http.request(options);
    onward.on("response", (answer) => {
      if (trouble) return void answer.resume().on("end", fail);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  };
  const front = isTls ? https.createServer(selfSigned(), act) : http.createServer(act);
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `${protocol}//127.0.0.1:${(front.address() as AddressInfo).port}`,
    troubles: () => troubles,
    close: async () => {
      front.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}

/** What the API server says when it refuses. */
export function refusal(code: number, reason: string): Trouble {
  const body = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", reason, message: `${reason}, says the front`, code };
  return { isDone: false, status: code, body: JSON.stringify(body), ...(code === 429 ? { headers: { "retry-after": "1" } } : {}) };
}
