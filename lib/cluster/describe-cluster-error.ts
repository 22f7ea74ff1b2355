import { AppError } from "@/lib/platform/app-error";
import { ClusterError } from "./cluster-error";

const SENTENCES: [codes: RegExp, sentence: string][] = [
  [/^ECONNREFUSED$/, "The cluster refused the connection: nothing answers at its address."],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/, "The cluster's name cannot be resolved: check the address and DNS."],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, "The cluster did not answer: the connection timed out."],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "There is no way to the cluster's network from here."],
  [/^CERT_HAS_EXPIRED$/, "The cluster's certificate has expired."],
  [/^CERT_NOT_YET_VALID$/, "The cluster's certificate is not valid yet: compare the clocks."],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "The cluster's certificate was made for another address."],
  [
    /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_|INVALID_CA)/,
    "The cluster's certificate is not signed by the authority that the kubeconfig names.",
  ],
  [
    /^(ERR_SSL_|EPROTO|ERR_TLS_)/,
    "No encrypted connection to the cluster could be made: its address may be wrong, or it wants a client certificate.",
  ],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_|ERR_HTTP2_|ERR_STREAM_PREMATURE_CLOSE|HPE_)/, "The connection to the cluster was cut."],
];

/** Any failure on the way to a cluster as one sentence that a person can act on. It holds no credentials and nothing that a server sent but its `Status` message. */
export function describeClusterError(error: unknown): string {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof ClusterError) return cause.message;
    if (cause instanceof AppError) return cause.publicMessage;
    const code = codeOf(cause);
    const found = SENTENCES.find(([codes]) => codes.test(code));
    if (found) return found[1];
  }
  return "The connection to the cluster failed.";
}

function codeOf(error: Error): string {
  // Several addresses were tried: the first one's failure stands for all.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
