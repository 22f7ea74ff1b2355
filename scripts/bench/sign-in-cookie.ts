import { request } from "undici";
import { emailOf, PASSWORD, type PersonName } from "@/e2e/support/stack";

/** Signs in over HTTP, as the browser does, and returns the Cookie header to send from then on. */
export async function signInCookie(url: string, name: PersonName): Promise<string> {
  const first = await request(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.body.json()) as { csrfToken: string };
  const csrf = pairsIn(first.headers["set-cookie"]);
  const answer = await request(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: csrf, origin: url, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email: emailOf(name), password: PASSWORD, json: "true" }).toString(),
  });
  await answer.body.dump();
  return pairsIn(answer.headers["set-cookie"]);
}

function pairsIn(setCookie: string | string[] | undefined): string {
  return [setCookie ?? []]
    .flat()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
