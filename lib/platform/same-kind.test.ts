import { expect, test, vi } from "vitest";

test("an AppError is known to be one also where another bundle made it", async () => {
  const here = await import("./app-error");
  vi.resetModules();
  const there = await import("./app-error");
  expect(here.AppError).not.toBe(there.AppError);
  const error: unknown = new there.AppError("conflict", "Look again.");
  expect([error instanceof here.AppError, error instanceof Error, new Error("x") instanceof here.AppError]).toEqual([true, true, false]);
});
