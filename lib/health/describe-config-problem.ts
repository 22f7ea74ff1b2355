import { asEnd } from "./one-line";

const KINDS = { configmap: "ConfigMap", secret: "Secret" } as const;
const kindOf = (word: string) => KINDS[word.toLowerCase() as keyof typeof KINDS];

/** What a container or a volume lacks, from the kubelet's words; those are passed on where they are of another kind. */
export function describeConfigProblem(words: string): string {
  const message = words.replaceAll(/\s+/g, " ");
  const [, kind = "", name = ""] = /\b(configmap|secret) "([^"]+)" not found/i.exec(message) ?? [];
  if (name) return `${kindOf(kind)} ${name} does not exist.`;
  const [, key = "", place = "", holder = ""] = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]+\/(\S+)/i.exec(message) ?? [];
  if (key) return `${kindOf(place)} ${holder} has no key ${key}.`;
  // A volume: https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/configmap/configmap.go
  const [, of = "", lacking = ""] = /\b(configmap|secret) references non-existent (?:config|secret) key: (\S+)/i.exec(message) ?? [];
  if (lacking) return `the ${kindOf(of)} that it mounts has no key ${lacking}.`;
  if (/runAsNonRoot and image will run as root/.test(message)) return "its image runs as root, and its security context forbids that.";
  if (/runAsNonRoot and image has non-numeric user/.test(message))
    return "its security context forbids running as root, and its image does not say by number as whom it runs.";
  return describeStartError(message) ?? asEnd(message);
}

/** Why a runtime could not start a command; null where it says something else. */
export function describeStartError(message: string): string | null {
  const [, command = "", problem = ""] =
    /(?:exec|stat)[:\s]+"?([^\s":]+)"?: (executable file not found|no such file or directory|permission denied|exec format error|not a directory)/i.exec(
      message,
    ) ?? [];
  if (!command) return null;
  if (/permission/i.test(problem)) return `its command ${command} may not be executed.`;
  if (/format/i.test(problem)) return `its command ${command} is made for another kind of processor.`;
  return `its command ${command} was not found.`;
}
