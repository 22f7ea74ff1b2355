import { describe, expect, test } from "vitest";
import { patchOutcome } from "./patch-outcome";

const answer = (code: number, reason: string, message: string, details: object = {}) => ({
  status: code,
  retryAfterMs: null,
  body: { kind: "Status", status: "Failure", code, reason, message, details: details as never },
});
const outcome = (...of: Parameters<typeof answer>) => patchOutcome("Deployment", answer(...of));
const ERROR = "the server rejected our request due to an error in our request";

/** Whether an answer leaves open that the patch was applied. */
function leavesOpen(status: number, reason: string): boolean {
  try {
    return outcome(status, reason, "no").kind === "accepted";
  } catch (error) {
    return (error as { applied?: string }).applied !== "no";
  }
}

describe("what an answer says of the patch", () => {
  const REASONS: [number, string][] = [
    [400, "BadRequest"],
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [404, ""],
    [409, "Conflict"],
    [413, "RequestEntityTooLarge"],
    [415, "UnsupportedMediaType"],
    [422, "Invalid"],
    [429, "TooManyRequests"],
  ];
  test.each(REASONS)("%i %s: it was surely not applied", (status, reason) => expect(leavesOpen(status, reason)).toBe(false));

  const DOUBTS: [number, string][] = [
    [408, ""],
    [418, ""],
    [500, "InternalError"],
    [500, "Timeout"],
    [502, ""],
    [503, "ServiceUnavailable"],
    [504, "Timeout"],
    [302, ""],
  ];
  test.each(DOUBTS)("%i %s: nobody can tell", (status, reason) => expect(leavesOpen(status, reason)).toBe(true));
});

describe("the outcome of a patch", () => {
  test("accepted", () => {
    const body = { metadata: { uid: "u", name: "bot", namespace: "shop" }, spec: { template: { spec: { later: 1 } } } };
    expect(patchOutcome("Deployment", { status: 200, body, retryAfterMs: null })).toMatchObject({
      kind: "accepted",
      workload: { uid: "u", template: { spec: { later: 1 } } },
    });
  });

  test.each([
    ["a failed test", outcome(422, "Invalid", ERROR), { kind: "precondition-failed", message: ERROR }],
    [
      "an invalid result",
      outcome(422, "Invalid", "bad", { causes: [{ field: "spec.x", message: "Required value", reason: "FieldValueRequired" }] }),
      { kind: "invalid", message: "bad", causes: [{ field: "spec.x", message: "Required value" }] },
    ],
    ["missing rights", outcome(403, "Forbidden", 'User "carol" cannot patch'), { kind: "forbidden", message: 'User "carol" cannot patch' }],
    [
      "gone",
      outcome(404, "NotFound", 'deployments.apps "bot" not found'),
      { kind: "not-found", message: 'deployments.apps "bot" not found' },
    ],
    ["a conflict that stayed", outcome(409, "Conflict", "modified"), { kind: "refused", status: 409, message: "modified" }],
    ["a patch that is not understood", outcome(400, "BadRequest", "no"), { kind: "refused", status: 400, message: "no" }],
    [
      "a patch that is too large",
      outcome(413, "RequestEntityTooLarge", "limit is 3145728"),
      { kind: "refused", status: 413, message: "limit is 3145728" },
    ],
    [
      "a webhook's own status, even one that looks like a failed test",
      outcome(422, "", 'admission webhook "policy.test" denied the request: no'),
      { kind: "refused", status: 422, message: 'admission webhook "policy.test" denied the request: no' },
    ],
    [
      "a webhook's 500",
      outcome(500, "", 'admission webhook "policy.test" denied the request: no'),
      { kind: "refused", status: 500, message: 'admission webhook "policy.test" denied the request: no' },
    ],
    [
      "a webhook's 403",
      outcome(403, "Forbidden", 'admission webhook "policy.test" denied the request: no'),
      { kind: "forbidden", message: 'admission webhook "policy.test" denied the request: no' },
    ],
    [
      "a webhook that is down",
      outcome(500, "InternalError", 'Internal error occurred: failed calling webhook "policy.test": failed to call webhook: refused'),
      {
        kind: "refused",
        status: 500,
        message: 'Internal error occurred: failed calling webhook "policy.test": failed to call webhook: refused',
      },
    ],
  ])("%s", (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test.each([
    [500, "InternalError", "server-error", "unknown"],
    [503, "ServiceUnavailable", "server-error", "unknown"],
    [504, "Timeout", "timeout", "unknown"],
    [500, "Timeout", "timeout", "unknown"],
    [429, "TooManyRequests", "throttled", "no"],
    [401, "Unauthorized", "unauthorized", "no"],
  ])("%i %s tells nothing and is thrown", (code, reason, expected, applied) => {
    expect(() => outcome(code, reason, "etcd is unhappy")).toThrow(expect.objectContaining({ reason: expected, applied }));
  });

  test.each([
    [200, "<html>", "bad-answer"],
    [302, null, "bad-answer"],
    [404, null, "bad-answer"],
    [502, null, "server-error"],
  ])("%i from something else than Kubernetes is thrown", (status, body, reason) => {
    expect(() => patchOutcome("Deployment", { status, body, retryAfterMs: null })).toThrow(expect.objectContaining({ reason }));
  });

  test("an object that is echoed whole is left out, what is wrong with it stays", () => {
    const echo = `{\\"env\\":[{\\"name\\":\\"KEY\\",\\"value\\":\\"hunter2\\"}]${" ".repeat(300)}}`;
    const message = `"" is invalid: patch: Invalid value: "${echo}": cannot unmarshal number into Go value of type string`;
    const found = outcome(422, "Invalid", message, { causes: [{ field: "patch", message: message.slice(16) }] });
    expect(JSON.stringify(found)).not.toContain("hunter2");
    expect(found).toMatchObject({ message: '"" is invalid: patch: Invalid value: cannot unmarshal number into Go value of type string' });
  });

  test("a message has an end", () => {
    expect(outcome(403, "Forbidden", "x".repeat(1_000_000))).toEqual({ kind: "forbidden", message: `${"x".repeat(1000)}…` });
  });
});
