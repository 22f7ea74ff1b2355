import { asEnd, oneLine } from "./one-line";

/** Why no object can be made, from the API server's words as a controller passes them on; other words are passed on as they are. */
export function describeCreateRefusal(message: string): string {
  const words = oneLine(message, 2_000);
  return quota(words) ?? webhook(words) ?? podSecurity(words) ?? limitRange(words) ?? missing(words) ?? asEnd(message);
}

// https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go
function quota(words: string): string | null {
  const [, name, requested = "", used = "", limited = ""] =
    /exceeded quota: ([^,]+), requested: (\S+), used: (\S+), limited: (\S+)/.exec(words) ?? [];
  if (name) {
    const [has, may] = [amounts(used), amounts(limited)];
    const each = [...amounts(requested)].map(
      ([what, wanted]) => `${what}: ${has.get(what)} of ${may.get(what)} used, ${wanted} more asked for`,
    );
    return `exceeded quota ${name} (${each.join("; ")}).`;
  }
  const [, unmet, must] = /failed quota: ([^:]+): must specify (.+)$/.exec(words) ?? [];
  return unmet ? `quota ${unmet} asks that every container says its ${oneLine(must ?? "", 160).replace(/\.$/, "")}.` : null;
}

function amounts(list: string): Map<string, string> {
  return new Map(list.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

function webhook(words: string): string | null {
  const [, denier, why] = /admission webhook "([^"]+)" denied the request(?:: (.*))?$/.exec(words) ?? [];
  if (denier) return `admission webhook ${denier} says no${why ? `: ${asEnd(why)}` : "."}`;
  const [, silent, how = ""] = /failed calling webhook "([^"]+)": (.*)$/.exec(words) ?? [];
  if (silent) return `admission webhook ${silent} does not answer (${failure(how)}), and without its word nothing is made.`;
  const [, policy, said] = /ValidatingAdmissionPolicy '([^']+)'.* denied request: (.*)$/.exec(words) ?? [];
  return policy ? `admission policy ${policy} says no: ${asEnd(said ?? "")}` : null;
}

function failure(words: string): string {
  const how = words.replace(/Post "[^"]*": /, "");
  if (/connection refused/.test(how)) return "connection refused";
  if (/deadline exceeded|Client\.Timeout|timeout/i.test(how)) return "it takes too long";
  if (/no such host/.test(how)) return "its address is not known";
  if (/service "([^"]+)" not found/.test(how)) return `there is no service ${/service "([^"]+)" not found/.exec(how)?.[1]}`;
  if (/no endpoints available/.test(how)) return "nothing stands behind its service";
  if (/x509|certificate/.test(how)) return "its certificate is not trusted";
  return oneLine(how.slice(how.lastIndexOf(": ") + 2), 100);
}

// https://kubernetes.io/docs/concepts/security/pod-security-admission/
function podSecurity(words: string): string | null {
  const [, level, what = ""] = /violates PodSecurity "([^:"]+)[^"]*": (.*)$/.exec(words) ?? [];
  return level ? `its namespace holds pods to the Pod Security level ${level}, and these break it: ${asEnd(what)}` : null;
}

// https://github.com/kubernetes/kubernetes/blob/v1.36.3/plugin/pkg/admission/limitranger/admission.go
function limitRange(words: string): string | null {
  const [, what] = /is forbidden: \[?((?:(?:maximum|minimum) \S+ usage per|\S+ max limit to request ratio per).*?)\]?$/.exec(words) ?? [];
  return what ? `a limit range of its namespace forbids it: ${asEnd(what)}` : null;
}

function missing(words: string): string | null {
  const [, account] = /error looking up service account \S+: serviceaccounts? "([^"]+)" not found/.exec(words) ?? [];
  if (account) return `its service account ${account} does not exist.`;
  const [, priority] = /no PriorityClass with name (\S+) was found/.exec(words) ?? [];
  return priority ? `its priority class ${priority} does not exist.` : null;
}
