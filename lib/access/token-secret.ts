import { createHash, randomBytes } from "node:crypto";
import type { TokenScope } from "./types";

/** `lg_operate_…`: the prefix is there for secret scanners, the rest is 192 random bits. */
export function newTokenSecret(scope: TokenScope): string {
  return `lg_${scope}_${randomBytes(24).toString("hex")}`;
}

/** What is kept of a secret that is random enough to need no salt. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
