import { ClusterError } from "./cluster-error";

/** The server has forgotten the version that was watched from: list again. */
export class Expired extends Error {
  override readonly name = "Expired";
}

/** The server is there and may say when to come back. */
export class Throttled extends ClusterError {
  readonly retryAfterMs: number | null;

  constructor(retryAfterMs: number | null) {
    super("throttled", "The cluster is too busy and asks to come back later.", { applied: "no" });
    this.retryAfterMs = retryAfterMs;
  }
}
