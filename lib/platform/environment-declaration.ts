import { z } from "zod";
import { Duration } from "./duration";
import { LabelKey } from "./label-key";

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const label = z.string().regex(DNS_LABEL, "must be lower-case letters, digits and dashes, at most 63, such as production");

const HOUR = 3_600;

/** One environment of `lastgood.yaml`. `context` absent means the kubeconfig's current one, or the cluster we run in. */
export const EnvironmentEntry = z.strictObject({
  name: label,
  title: z.string().min(1, "must not be empty").max(60, "must be at most 60 characters").optional(),
  context: z.string().min(1, "must not be empty").optional(),
  namespaces: z.union(
    [z.literal("*"), z.array(label).min(1, "must name at least one namespace")],
    'must be a list of names, or "*" for all but system ones',
  ),
  selector: z.string().min(1, "must not be empty").optional(),
  soak: Duration.optional(),
  stamps: z.array(z.string().min(1, "must not be empty")).default([]),
  /** Whether Secrets may be read to tell that one changed since a release ran. Values are never kept. */
  watchSecrets: z.boolean("must be true or false").default(false),
  /** How long after a rollback the release that was left is held away. */
  hold: Duration.refine((seconds) => seconds >= HOUR, "must be at least 1h")
    .refine((seconds) => seconds <= 30 * 24 * HOUR, "must be at most 30d")
    .prefault("24h"),
  /** How long everything must hold without a break before a rollback is called recovered. */
  verify: Duration.refine((seconds) => seconds <= HOUR, "must be at most 1h").optional(),
  /** Whether old pods count until they are gone, also where several may run at once. */
  waitForTerminating: z.boolean("must be true or false").default(false),
  /** Label of a bot's object that names its team. */
  teamLabel: LabelKey.optional(),
  /** Whether every rollback needs the bot's name typed, not only one that a check warns of. */
  alwaysTypeName: z.boolean("must be true or false").default(false),
  /** Whether whoever may run commands on this machine may roll bots back while the database is gone. */
  offlineRollback: z.boolean("must be true or false").default(false),
});

export type EnvironmentEntry = z.infer<typeof EnvironmentEntry>;

/** The whole of `lastgood.yaml`. */
export const ConfigFile = z
  .strictObject({ environments: z.array(EnvironmentEntry).min(1, "must declare at least one environment") })
  .check(({ value, issues }) => {
    const owners = new Map<string, string>();
    value.environments.forEach(({ name, context, namespaces }, index) => {
      const at = (key: string) => ["environments", index, key];
      if (value.environments.findIndex((other) => other.name === name) < index) {
        issues.push({ code: "custom", input: name, path: at("name"), message: `"${name}" is declared twice` });
      }
      for (const namespace of namespaces) {
        const owner = overlapping(owners, context, namespace);
        if (owner !== undefined && owner !== name) {
          const message = `"${namespace}" already belongs to the environment "${owner}": a namespace of a cluster belongs to one environment`;
          issues.push({ code: "custom", input: namespace, path: at("namespaces"), message });
        }
        owners.set(key(context, namespace), name);
      }
    });
  });

function key(context: string | undefined, namespace: string): string {
  return JSON.stringify([context ?? null, namespace]);
}

// "*" takes every namespace of its cluster.
function overlapping(owners: Map<string, string>, context: string | undefined, namespace: string): string | undefined {
  const same = owners.get(key(context, namespace)) ?? owners.get(key(context, "*"));
  if (same !== undefined || namespace !== "*") return same;
  const prefix = key(context, "").slice(0, -2);
  return [...owners].find(([owned]) => owned.startsWith(prefix))?.[1];
}
