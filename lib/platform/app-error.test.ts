import { expect, test } from "vitest";
import { AppError } from "./app-error";

test("what people are told hides the credentials that a cluster's words hold", () => {
  const error = new AppError(
    "cluster-refused",
    "The cluster does not allow this. It says: env BOT_TOKEN=hunter2 is not allowed. Nothing was changed.",
  );
  expect(error.publicMessage).toBe("The cluster does not allow this. It says: env BOT_TOKEN=•••••• is not allowed. Nothing was changed.");
  expect(error.message).not.toContain("hunter2");
});

test("a sentence of our own stays as it is", () => {
  const sentence = "There is no rollback rb_9f3a61c07be24d58a1f0c3d2 of bots/bot-token. Nothing was changed.";
  expect(new AppError("not-found", sentence).publicMessage).toBe(sentence);
});
