import { expect, test } from "vitest";
import { describeError } from "./describe-error";

test("hides credentials in the words of an error, of its causes, and of what is no error", () => {
  const cause = new TypeError("cannot reach postgres://bot:hunter2@db/bot");
  const error = new Error("invalid value: --token=hunter2", { cause });
  const described = JSON.stringify([describeError(error), describeError("password=hunter2")]);
  expect(described).not.toContain("hunter2");
  expect(described).toContain("cannot reach postgres://bot:••••••@db/bot");
});

test("leaves out what hangs on an error, and keeps what a reader needs", () => {
  const error = Object.assign(new RangeError("release rel_9f3a61c07be24d58a1f0c3d2 is missing"), { headers: { cookie: "hunter2" } });
  expect(describeError(error)).toEqual({ name: "RangeError", message: error.message, stack: error.stack });
});
