import { expect, test } from "vitest";
import { countPublicQuestion } from "./public-status-limit";

test("an address may ask 120 times in a minute, and others are not held up by it", async () => {
  await Promise.all(Array.from({ length: 120 }, () => countPublicQuestion("192.0.2.1")));
  await expect(countPublicQuestion("192.0.2.1")).rejects.toMatchObject({ code: "rate-limited" });
  await expect(countPublicQuestion("192.0.2.2")).resolves.toBeUndefined();
});
