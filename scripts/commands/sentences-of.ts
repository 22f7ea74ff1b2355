import { ZodError } from "zod";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { StartError } from "@/lib/platform/start-error";
import { maskText } from "@/lib/platform/mask/mask-text";

/** What went wrong, for the person at the terminal. */
export function sentencesOf(error: unknown): readonly string[] {
  if (error instanceof AppError) return [error.publicMessage];
  if (error instanceof StartError) return error.problems;
  if (error instanceof ZodError) return error.issues.map(({ path, message }) => `${path.join(".") || "Input"}: ${message}`);
  if (isDatabaseDown(error)) return ["The database does not answer. Nothing was changed. `npm run lastgood -- doctor` says more."];
  return [`Something unexpected happened: ${maskText(error instanceof Error ? error.message : String(error))}`];
}
