import { isOfKind } from "@/lib/platform/same-kind";

const KIND = Symbol.for("lastgood.cluster-error");

/**
 * The cluster gave no usable answer. `reason` says what kind; `applied` whether a write may have happened all the same
 * (`no`: it was never sent or was refused at the door; `unknown`: read it back).
 */
export class ClusterError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === ClusterError ? isOfKind(value, KIND) : super[Symbol.hasInstance](value);
  }
  readonly [KIND] = true;
  readonly reason: "unreachable" | "unauthorized" | "throttled" | "server-error" | "timeout" | "forbidden" | "bad-answer";
  readonly applied: "no" | "unknown";
  /** HTTP status of the answer; null where there was none. */
  readonly status: number | null;

  constructor(
    reason: ClusterError["reason"],
    message: string,
    options: { applied?: "no" | "unknown"; status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ClusterError";
    this.reason = reason;
    this.applied = options.applied ?? "unknown";
    this.status = options.status ?? null;
  }
}
