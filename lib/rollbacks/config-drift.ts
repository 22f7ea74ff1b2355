import type { ConfigReference } from "@/lib/bots/config/config-references";
import { contentOf } from "@/lib/bots/config/content-of";
import { visibleKeys } from "@/lib/bots/config/visible-keys";
import type { ConfigMap } from "@/lib/cluster/types";
import type { ConfigBytes, MapContents } from "./diff/config-contents";
import { diffConfig } from "./diff/diff-config";
import { restoreCommand } from "./restore-command";
import type { ConfigDrift } from "./schemas";

type Maps = { original: ConfigMap | null; copy: ConfigMap | null };
type Named = { namespace: string; name: string; copyName: string; reference: ConfigReference };

/** What the next ordinary deploy would bring back of one map: its original as it is now, beside the copy that runs. */
export function configDrift({ namespace, name, copyName, reference }: Named, { original, copy }: Maps): ConfigDrift {
  const [runs, next] = [copy, original].map((map) => contentsOf(reference, map));
  const diff = runs && next ? diffConfig(new Map([[name, runs]]), new Map([[name, next]])) : [];
  const differs = diff.length > 0;
  const command = differs && copy ? restoreCommand({ namespace, name, reference, original, copy }) : null;
  return { name, copy: copyName, differs, diff, command, note: noteOf({ name, copyName, optional: reference.optional, original, copy }) };
}

function contentsOf(reference: ConfigReference, map: ConfigMap | null): MapContents {
  if (!map) return { state: "missing" };
  const { text, binary } = visibleKeys(reference, map);
  const file = (kind: ConfigBytes["kind"]) => (key: string) => [key, { kind, bytes: contentOf(map, key, kind).bytes }] as const;
  return { state: "recorded", files: new Map<string, ConfigBytes>([...text.map(file("text")), ...binary.map(file("binary"))]) };
}

type Noted = Maps & { name: string; copyName: string; optional: boolean };

function noteOf({ name, copyName, optional, original, copy }: Noted): string | null {
  if (!copy)
    return `${copyName} is not in the cluster any more: pods that start anew cannot read it. Roll back once more to make it again.`;
  if (!original)
    return `${name} is not in the cluster any more: pods of the next ordinary deploy ${optional ? "go without" : "could not start"}.`;
  if (original.immutable) return `${name} cannot be edited, because it is immutable: it has to be deleted and made again.`;
  return null;
}
