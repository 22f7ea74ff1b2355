import { expect, test, vi } from "vitest";

test("a ClusterError is known to be one also where another bundle made it, and is none of the kinds below it", async () => {
  const { ClusterError } = await import("./cluster-error");
  const { Throttled } = await import("./watch-faults");
  vi.resetModules();
  const there = await import("./cluster-error");
  const error: unknown = new there.ClusterError("timeout", "The cluster did not answer.");
  expect([error instanceof ClusterError, error instanceof Throttled, new Error("x") instanceof ClusterError]).toEqual([true, false, false]);
});
