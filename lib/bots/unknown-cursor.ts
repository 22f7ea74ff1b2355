import { AppError } from "@/lib/platform/app-error";

/** A cursor that this list never gave out: going on from nowhere would look like the end of the list. */
export function unknownCursor(): AppError {
  return new AppError("bad-input", "This cursor is not of this list. Begin again without one.");
}
