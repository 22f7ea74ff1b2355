import { ClusterError } from "./cluster-error";

/** A fault in the configuration of a connection, found before anything was sent. `sentence` has no full stop. */
export function misconfigured(sentence: string): ClusterError {
  return new ClusterError("unreachable", `${sentence}.`, { applied: "no" });
}
