import type { PatchOperation } from "@/lib/cluster/types";
import { wantedMap } from "../create-copy";
import type { CopiedContents } from "../run";
import { switchPatch } from "../switch-patch";
import type { SpooledPlan } from "./spool";

/** One thing to do at a terminal. `command` may have several lines; it holds what it brings as it is, credentials too. */
export type Command = { does: string; command: string };

/** A line that no JSON text of ours can be. */
const END = "LASTGOOD";

/**
 * A plan as shell commands that do the same with the same preconditions: copies of ConfigMaps, the one JSON Patch, and what shows how it goes. For sh, bash and
 * zsh, and whatever the texts hold.
 */
export function commandsOf(plan: SpooledPlan, id: string): Command[] {
  const { bot, live, copies, to } = plan;
  const kubectl = ["kubectl", ...(bot.environment.context === null ? [] : ["--context", bot.environment.context]), "-n", bot.namespace];
  const line = (...words: string[]) => [...kubectl, ...words].map(quoted).join(" ");
  const object = [bot.kind.toLowerCase(), bot.name];
  const copy = (made: SpooledPlan["copies"][number]): Command => {
    const map = wantedMap(bot.namespace, made, { contents: contentsOf(plan), rollbackId: id });
    const { name, labels, annotations, data, binaryData } = map;
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, labels, annotations }, immutable: true, data, binaryData };
    const isThere = `${line("get", "configmap", name)} >/dev/null 2>&1`;
    return {
      does: `Copy ConfigMap ${made.of} as it was`,
      command: `${isThere} || ${fed(line("create", "-f", "-"), JSON.stringify(body))}`,
    };
  };
  const patch = switchPatch({ live, target: plan.bring, changeCause: plan.changeCause, resumes: false, rollbackId: id, again: false });
  return [
    ...copies.map(copy),
    {
      does: `Go back to ${to.version}`,
      command: fed(line("patch", ...object, "--type=json", "--patch-file", "/dev/stdin"), patchText(patch)),
    },
    ...(live.paused ? [{ does: "End its pause, without which no pod is replaced", command: line("rollout", "resume", ...object) }] : []),
    { does: "Watch it come up", command: line("rollout", "status", ...object, "--timeout=10m") },
  ];
}

/** All of them as one to paste: it stops at the first that fails, and leaves the shell as it was. */
export function scriptOf(commands: readonly Command[]): string {
  return ["( set -e", ...commands.map(({ command }) => command), ")"].join("\n");
}

export function contentsOf({ contents }: SpooledPlan): CopiedContents {
  return new Map(Object.entries(contents).map(([hash, base64]) => [hash, Buffer.from(base64, "base64")]));
}

function fed(command: string, text: string): string {
  return [`${command} <<'${END}'`, printable(text), END].join("\n");
}

function patchText(operations: readonly PatchOperation[]): string {
  return JSON.stringify(operations);
}

/**
 * JSON with everything escaped that a terminal acts on, that turns text around, or that YAML does not allow: kubectl reads a list as YAML. What is above the basic
 * plane stays as it is, because YAML knows no surrogates.
 */
function printable(json: string): string {
  return json.replace(NOT_PRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const NOT_PRINTABLE = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g;

function quoted(word: string): string {
  return /^[-\w./:=]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
