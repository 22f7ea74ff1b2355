import { Agent, request } from "undici";
import { signInCookie } from "./sign-in-cookie";

/** Somebody who is signed in and may roll back, on as many connections as are asked for. @throws from `post` where the answer is no success */
export async function personWithButton({ url }: { url: string }, connections = 1) {
  const headers = {
    cookie: await signInCookie(url, "kim"),
    origin: url,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
  };
  const agent = new Agent({ connections, pipelining: 1 });
  const post = async (path: string, body: unknown) => {
    const answer = await request(url + path, { method: "POST", headers, body: JSON.stringify(body), dispatcher: agent });
    const json = (await answer.body.json()) as { id: string };
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${JSON.stringify(json)}`);
    return json;
  };
  return { post, close: () => agent.close() };
}
