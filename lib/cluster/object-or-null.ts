import type { JsonObject } from "@/lib/platform/json";
import { apiStatus } from "./api-status";
import { expectObject } from "./expect-answer";
import type { Answer } from "./http-client";

/** The object that a read gave; null when the API itself says that there is none. */
export function objectOrNull(answer: Answer): JsonObject | null {
  if (answer.status === 404 && apiStatus(answer.body).reason === "NotFound") return null;
  return expectObject(answer);
}
