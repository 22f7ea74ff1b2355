import { errorCauses } from "./error-causes";

/** Whether a write met a unique index: any, or the one with that name. Prisma's own P2002 does not say which; the adapter's error beneath it does. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  return errorCauses(error).some(({ kind, constraint, originalCode, code, message = "" }) => {
    if (kind === "UniqueConstraintViolation") return index === undefined || constraint?.index === index;
    return code === "23505" || originalCode === "23505" ? index === undefined || message.includes(`"${index}"`) : false;
  });
}
