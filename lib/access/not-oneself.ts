import { AppError } from "@/lib/platform/app-error";
import type { Ctx } from "./ctx";
import type { UserJson } from "./schemas";

/** Nobody shuts themselves out by a slip. @throws AppError `conflict` */
export function notOneself({ actor }: Ctx, { id }: UserJson, deed: string): void {
  if (actor.kind !== "user" || actor.id !== id) return;
  throw new AppError("conflict", `You cannot ${deed} yourself. Nothing was changed. Ask another admin.`);
}
