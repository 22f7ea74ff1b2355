import { errorCauses } from "@/lib/platform/error-causes";

/** Whether the server answers but the database on it has not been made yet. */
export function isDatabaseMissing(error: unknown): boolean {
  return errorCauses(error).some(
    ({ code, originalCode, kind, meta }) => [code, originalCode, meta?.code].includes("3D000") || kind === "DatabaseDoesNotExist",
  );
}
