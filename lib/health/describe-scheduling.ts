import type { ObjectEvent } from "@/lib/cluster/types";
import { asEnd, oneLine } from "./one-line";

/** What the scheduler says of nodes, in words. `$n` is how many. https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/scheduler/framework/plugins */
const WHYS: [pattern: RegExp, words: string][] = [
  [/^Insufficient cpu$/, "too little free CPU"],
  [/^Insufficient memory$/, "too little free memory"],
  [/^Insufficient ephemeral-storage$/, "too little free disk space"],
  [/^Insufficient (\S+)$/, "too little free $1"],
  [/^Too many pods$/, "no room for one more pod"],
  [/node.kubernetes.io\/(?:unreachable|not-ready)/, "stopped answering"],
  [/node.kubernetes.io\/disk-pressure/, "a full disk"],
  [/node.kubernetes.io\/memory-pressure/, "no memory left"],
  [/had untolerated taint\(?s?\)?(?: \{?([^:}]*):?[^}]*\}?)?$/, "a taint that the pod does not tolerate"],
  [/were unschedulable/, "closed for new pods (cordoned)"],
  [/didn't match Pod's node affinity\/selector/, "not among those that its node selector or affinity names"],
  [/volume node affinity conflict|didn't match PersistentVolume's node affinity/, "not where its volume is"],
  [/anti-affinity rules/, "kept free of it by an anti-affinity rule"],
  [/didn't match pod affinity rules/, "without the pods that its affinity rule wants beside it"],
  [/topology spread constraints/, "excluded by its topology spread constraints"],
  [/didn't have free ports/, "where its port is taken"],
  [/exceed max volume count/, "with as many volumes as they may have"],
  [/didn't find available persistent volumes/, "without a volume that fits its claim"],
];

/** Why a pod finds no node, from the scheduler's message; what is not known is passed on in its own words. */
export function describeScheduling(message: string, claims: readonly string[], events: readonly ObjectEvent[]): string {
  const [, missing = ""] = /persistentvolumeclaim "([^"]+)" not found/.exec(message) ?? [];
  if (missing) return `finds no node: its PersistentVolumeClaim ${missing} does not exist.`;
  if (/unbound immediate PersistentVolumeClaims/.test(message)) return `waits for storage: ${unbound(claims, events)}`;
  if (/^no nodes available/.test(message)) return "finds no node: the cluster has none.";

  const [, all = "", list = ""] =
    /^0\/(\d+) nodes are available: (.*?)\.?(?: (?:preemption|no new claims)[: ].*)?$/s.exec(message.trim()) ?? [];
  const whys = list.split(/, (?=\d+ )/).flatMap((part) => {
    const [, count = "", why = ""] = /^(\d+) (.+)$/s.exec(part.trim()) ?? [];
    return count ? [`${count} ${inWords(why)}`] : [];
  });
  if (whys.length === 0) return `finds no node: ${asEnd(message)}`;
  return `finds no node: of ${all}, ${whys.join("; ")}.`;
}

function inWords(why: string): string {
  const reason = why.replace(/^node\(s\) /, "").replace(/[.,]$/, "");
  for (const [pattern, words] of WHYS) {
    const found = pattern.exec(reason);
    if (!found) continue;
    const said = words.replace("$1", found[1] ?? "");
    const taint = words.startsWith("a taint") && found[1] ? ` (${found[1].trim()})` : "";
    return `${/^(too little|no |a )/.test(said) ? "with" : said.startsWith("stopped") ? "that" : ""} ${said}${taint}`.trim();
  }
  return `that say: ${oneLine(reason, 120)}`;
}

/** The scheduler does not name the claim; what became of it is told by the claim's own events. */
function unbound(claims: readonly string[], events: readonly ObjectEvent[]): string {
  const which =
    claims.length === 1
      ? `its PersistentVolumeClaim ${claims[0]} is not bound`
      : `one of its PersistentVolumeClaims (${claims.join(", ")}) is not bound`;
  const named = claims.length === 0 ? "its PersistentVolumeClaim is not bound" : which;
  const failed = events.find(({ reason }) => reason === "ProvisioningFailed" || reason === "FailedBinding");
  if (!failed) return `${named} to a volume yet.`;
  if (/no persistent volumes available for this claim and no storage class is set/.test(failed.message))
    return `${named}: no volume fits, and it names no storage class that would make one.`;
  const [, storageClass = ""] = /storageclass(?:es)?(?:\.storage\.k8s\.io)? "([^"]+)" not found/i.exec(failed.message) ?? [];
  return storageClass ? `${named}: its storage class ${storageClass} does not exist.` : `${named}: ${asEnd(failed.message)}`;
}
