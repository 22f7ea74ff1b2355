import type { ErrorCode } from "@/lib/platform/app-error";

const CODES: Record<ErrorCode, { status: number; title: string }> = {
  "bad-input": { status: 400, title: "The request cannot be understood" },
  "not-signed-in": { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  "cross-site": { status: 403, title: "Not sent by a page of Lastgood" },
  "not-found": { status: 404, title: "Not there" },
  "method-not-allowed": { status: 405, title: "Not a method of this address" },
  conflict: { status: 409, title: "Something else happened first" },
  "rate-limited": { status: 429, title: "Too many requests" },
  "bot-gone": { status: 409, title: "The bot is gone from the cluster" },
  "nothing-to-roll-back-to": { status: 409, title: "Nothing to roll back to" },
  "nothing-to-undo": { status: 409, title: "Nothing to undo" },
  "nothing-to-retry": { status: 409, title: "Nothing to try again" },
  "hold-ended": { status: 409, title: "The hold has ended" },
  "already-live": { status: 409, title: "That release is live already" },
  "plan-unknown": { status: 404, title: "No such plan" },
  "plan-expired": { status: 409, title: "The plan has expired" },
  "plan-stale": { status: 409, title: "The bot changed since the plan was made" },
  "plan-blocked": { status: 409, title: "A check forbids this rollback" },
  "name-not-typed": { status: 422, title: "The bot's name was not typed" },
  "rollback-running": { status: 409, title: "Another rollback is running" },
  "cluster-unreachable": { status: 503, title: "The cluster does not answer" },
  "cluster-refused": { status: 502, title: "The cluster said no" },
  "content-damaged": { status: 500, title: "Stored content is damaged" },
  "content-missing": { status: 500, title: "Stored content is not there" },
  "content-pruned": { status: 409, title: "That release's content is not kept any more" },
  "config-not-recorded": { status: 409, title: "The config of that release was never recorded" },
  "secret-key-wrong": { status: 503, title: "The secret key is another one" },
  "database-unreachable": { status: 503, title: "The database does not answer" },
  "database-gone": { status: 503, title: "The database is gone: here are commands" },
  "database-there": { status: 409, title: "The database answers" },
  unexpected: { status: 500, title: "Something unexpected happened" },
};

export const ERROR_CODES = Object.keys(CODES) as [ErrorCode, ...ErrorCode[]];

/** The status that a code is answered with. */
export function statusOf(code: ErrorCode): number {
  return CODES[code].status;
}

type Extras = { requestId: string; more?: Record<string, unknown> | undefined; headers?: Record<string, string> };

/** An error as RFC 9457 says it: `detail` is for people, `code` for programs, `requestId` for the log. */
export function problem(code: ErrorCode, detail: string, { requestId, more = {}, headers = {} }: Extras): Response {
  const { status, title } = CODES[code];
  const body = { ...more, type: `urn:lastgood:problem:${code}`, title, status, detail, code, requestId };
  return Response.json(body, {
    status,
    headers: {
      ...headers,
      "content-type": "application/problem+json",
      ...(status === 401 && { "www-authenticate": 'Bearer realm="lastgood"' }),
    },
  });
}
