import { errorCauses } from "./error-causes";

const CONFLICTS = ["40001", "40P01"];

/** Whether a transaction lost against another one (serialization failure, deadlock) and may simply be run again. */
export function isRetryable(error: unknown): boolean {
  // Noticed at a statement it is P2034; at COMMIT the adapter's raw error; in a raw query P2010 with PostgreSQL's code.
  return errorCauses(error).some(
    ({ code = "", originalCode = "", kind, meta }) =>
      code === "P2034" ||
      kind === "TransactionWriteConflict" ||
      [code, originalCode, meta?.code ?? ""].some((each) => CONFLICTS.includes(each)),
  );
}
