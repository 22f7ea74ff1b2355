import type { Pod } from "../objects/kube-object";
import type { FindConfigMap } from "./config-maps-of";
import { containerEnv } from "./container-env";
import { mountedFile } from "./mounted-file";

/**
 * Which config makes a bot refuse to work: `/path/of/file matches PATTERN` or `$VARIABLE matches PATTERN`, the pattern a regular expression
 * over lines. What cannot be read is no rule.
 */
export interface UnreadyWhen {
  reads: "file" | "variable";
  name: string;
  matches: RegExp;
}

export function readUnreadyWhen(rule: string | undefined): UnreadyWhen | undefined {
  const [, name = "", pattern = ""] = /^([/$]\S+) matches (.+)$/.exec(rule ?? "") ?? [];
  if (name === "") return undefined;
  try {
    const matches = new RegExp(pattern, "m");
    return name.startsWith("/") ? { reads: "file", name, matches } : { reads: "variable", name: name.slice(1), matches };
  } catch {
    return undefined;
  }
}

/**
 * Whether a pod refuses to work with the config it sees: all of it when its containers start, later only what follows edits.
 * Undefined where a pod that runs sees nothing new.
 */
export function isUnready({ spec }: Pod, { reads, name, matches }: UnreadyWhen, find: FindConfigMap, moment: "starts" | "runs") {
  if (reads === "variable") {
    return moment === "starts"
      ? spec.containers.some((container) => matches.test(containerEnv(container, find).get(name) ?? ""))
      : undefined;
  }
  const file = mountedFile(spec, name, find);
  if (moment === "starts") return file !== undefined && matches.test(file.text);
  return file?.followsEdits ? matches.test(file.text) : undefined;
}
