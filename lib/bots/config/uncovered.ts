import type { ConfigMap } from "@/lib/cluster/types";
import type { Uncovered } from "./types";

/** Kubernetes, OpenShift and Istio put these into every namespace. */
const OF_THE_CLUSTER = ["kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"];
/** @see https://cert-manager.io/docs/trust/trust-manager/ */
const TRUST_MANAGER = ["trust.cert-manager.io/", "trust-manager.io/", "inject.trust-manager.io/"];
/** @see https://docs.openshift.com/container-platform/latest/networking/configuring-a-custom-pki.html */
const OPENSHIFT_INJECTION = ["config.openshift.io/inject-trusted-cabundle", "service.beta.openshift.io/inject-cabundle"];
const LEADER_RECORD = "control-plane.alpha.kubernetes.io/leader";
const OPT_OUT = { key: "lastgood.dev/config", value: "ignore" };

const HOUR_MS = 3_600_000;
const CHANGES_PER_HOUR = 12;

/** Why a map is part of no release and never copied; null for an ordinary one. `rewritten` is what its changes have shown. */
export function whyUncovered(map: Pick<ConfigMap, "name" | "labels" | "annotations">, rewritten: boolean): Uncovered | null {
  if (OF_THE_CLUSTER.includes(map.name)) return "cluster";
  if ([map.labels, map.annotations].some(isTrustBundle)) return "trust-bundle";
  if (map.annotations[OPT_OUT.key] === OPT_OUT.value) return "opted-out";
  if (rewritten || Object.hasOwn(map.annotations, LEADER_RECORD)) return "rewritten";
  return null;
}

/** Whether a map changed so often, more than 12 times within an hour, that something must be writing it. */
export function isRewritten(changesAt: readonly Date[], now: Date): boolean {
  const age = (at: Date) => now.getTime() - at.getTime();
  return changesAt.filter((at) => age(at) >= 0 && age(at) < HOUR_MS).length > CHANGES_PER_HOUR;
}

function isTrustBundle(marks: Record<string, string>): boolean {
  return Object.entries(marks).some(
    ([key, value]) => TRUST_MANAGER.some((start) => key.startsWith(start)) || (OPENSHIFT_INJECTION.includes(key) && value !== "false"),
  );
}
