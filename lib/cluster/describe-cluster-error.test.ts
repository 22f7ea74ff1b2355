import { expect, test } from "vitest";
import { AppError } from "@/lib/platform/app-error";
import { ClusterError } from "./cluster-error";
import { describeClusterError } from "./describe-cluster-error";
import { TransportError } from "./transport";

const failure = (code: string) => Object.assign(new Error(`secret ${code}`), { code });

test.each([
  [failure("ECONNREFUSED"), "The cluster refused the connection: nothing answers at its address."],
  [failure("ENOTFOUND"), "The cluster's name cannot be resolved: check the address and DNS."],
  [failure("UND_ERR_CONNECT_TIMEOUT"), "The cluster did not answer: the connection timed out."],
  [failure("EHOSTUNREACH"), "There is no way to the cluster's network from here."],
  [failure("CERT_HAS_EXPIRED"), "The cluster's certificate has expired."],
  [failure("ERR_TLS_CERT_ALTNAME_INVALID"), "The cluster's certificate was made for another address."],
  [failure("SELF_SIGNED_CERT_IN_CHAIN"), "The cluster's certificate is not signed by the authority that the kubeconfig names."],
  [
    failure("ERR_SSL_WRONG_VERSION_NUMBER"),
    "No encrypted connection to the cluster could be made: its address may be wrong, or it wants a client certificate.",
  ],
  [failure("ERR_HTTP2_STREAM_ERROR"), "The connection to the cluster was cut."],
  [new TransportError("cut", failure("ECONNRESET")), "The connection to the cluster was cut."],
  [
    new AggregateError([failure("ECONNREFUSED"), failure("ENETUNREACH")], "all failed"),
    "The cluster refused the connection: nothing answers at its address.",
  ],
  [new Error("wrapped", { cause: new ClusterError("throttled", "The cluster is too busy.") }), "The cluster is too busy."],
  [new AppError("bad-input", "That is not a name."), "That is not a name."],
  [new Error("secret"), "The connection to the cluster failed."],
  ["secret", "The connection to the cluster failed."],
  [undefined, "The connection to the cluster failed."],
])("%s", (error, sentence) => {
  expect(describeClusterError(error)).toBe(sentence);
});
