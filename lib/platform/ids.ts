import { randomBytes } from "node:crypto";

export type IdPrefix = "bot" | "rel" | "rol" | "evt" | "qua" | "hold" | "plan" | "rb" | "usr" | "tok" | "wrk" | "req" | "key" | "link";

/** A new id: its kind, an underscore, 96 random bits in lower-case hex. Unguessable, safe in a URL and in a Kubernetes annotation. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}
