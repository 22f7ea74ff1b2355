import { isOfKind } from "./same-kind";
import { maskText } from "./mask/mask-text";

/** Every way a request can fail that a person is told about; the API's stable `code`. */
export type ErrorCode =
  | "bad-input"
  | "not-signed-in"
  | "forbidden"
  | "cross-site"
  | "not-found"
  | "method-not-allowed"
  | "conflict"
  | "rate-limited"
  | "bot-gone"
  | "nothing-to-roll-back-to"
  | "nothing-to-undo"
  | "nothing-to-retry"
  | "hold-ended"
  | "already-live"
  | "plan-unknown"
  | "plan-expired"
  | "plan-stale"
  | "plan-blocked"
  | "name-not-typed"
  | "rollback-running"
  | "cluster-unreachable"
  | "cluster-refused"
  | "content-damaged"
  | "content-missing"
  | "content-pruned"
  | "config-not-recorded"
  | "secret-key-wrong"
  | "database-unreachable"
  | "database-gone"
  | "database-there"
  | "unexpected";

const KIND = Symbol.for("lastgood.app-error");

/**
 * A failure with two messages: `publicMessage` says what happened, what was not changed and what to do, also in a cluster's words, and hides credentials in
 * them; `cause` is for the log.
 * `detail` is public too and goes into the answer beside the code.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AppError ? isOfKind(value, KIND) : super[Symbol.hasInstance](value);
  }
  readonly [KIND] = true;
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly detail: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, publicMessage: string, options: { cause?: unknown; detail?: Record<string, unknown> } = {}) {
    const shown = maskText(publicMessage);
    super(`${code}: ${shown}`, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.publicMessage = shown;
    this.detail = options.detail;
  }
}
