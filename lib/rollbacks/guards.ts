import { imagesOf } from "@/lib/bots/describe-release";
import { plainWords } from "@/lib/bots/plain-words";
import type { NeededObject } from "@/lib/bots/needed-objects";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { PatchOutcome, Pod, Revision, Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { configGuards, type ConfigFacts } from "./config-guards";
import { copyGuards, type CopyFacts } from "./copy-guards";
import { rolloutGuards } from "./rollout-guards";
import type { Guard } from "./schemas";
import { saySynced } from "./synced-by";
import { takesNoDryRun } from "./takes-no-dry-run";

export type Facts = {
  title: string;
  live: Workload;
  current: Revision | null;
  /** The revision that carries what is to come, where the cluster remembers one. */
  coming: Revision | null;
  pods: Pod[];
  from: ReleaseRecord;
  /** What will run: the release that was asked for or, by choice, one made of two. */
  to: ReleaseRecord;
  asked: ReleaseRecord;
  /** It takes back what a rollback did. */
  undoes: boolean;
  /** A pause ends with it. */
  resumes: boolean;
  /** What its pods need that is not there. */
  gone: readonly NeededObject[];
  /** Raw, as it will be written. */
  target: JsonObject;
  dryRun: PatchOutcome | { kind: "no-answer"; sentence: string };
  now: Date;
} & ConfigFacts &
  CopyFacts;

/** Everything that was checked before a rollback, each in a sentence. Only what is really so: a guard that cannot be answered says `unknown`. */
export function guards(facts: Facts): Guard[] {
  return [
    mayWrite(facts),
    dryRun(facts),
    ...rolloutGuards(facts),
    proved(facts),
    ...quarantined(facts),
    ...left(facts),
    image(facts),
    ...references(facts),
    ...configGuards(facts),
    ...copyGuards(facts),
    ...notes(facts),
  ];
}

function mayWrite({ access, live }: Facts): Guard {
  const missing = access.filter(({ allowed }) => !allowed);
  if (missing.length === 0) return { name: "permission", outcome: "pass", sentence: "You may do this, and Lastgood may in the cluster." };
  const rules = missing.map(({ verb, group, resource }) => `${verb} ${resource}${group === "" ? "" : `.${group}`}`).join(", ");
  return {
    name: "permission",
    outcome: "block",
    sentence: `Lastgood's account may not ${rules} in namespace ${live.ref.namespace}. Whoever runs the cluster can grant it.`,
  };
}

function dryRun({ dryRun: outcome }: Facts): Guard {
  const name = "dry-run";
  switch (outcome.kind) {
    case "accepted":
      return { name, outcome: "pass", sentence: "The cluster accepts it (dry run)." };
    case "precondition-failed":
      return { name, outcome: "unknown", sentence: "The bot changed while this was checked." };
    case "no-answer":
      return { name, outcome: "unknown", sentence: outcome.sentence };
    case "invalid":
      return { name, outcome: "block", sentence: `The cluster finds this release invalid: ${outcome.message}` };
    case "not-found":
      return { name, outcome: "block", sentence: "The bot is not in the cluster any more." };
    case "refused":
      if (takesNoDryRun(outcome.message))
        return {
          name,
          outcome: "unknown",
          sentence: "A webhook of the cluster takes part in no dry run, so nobody can tell yet whether the cluster accepts it.",
        };
      return { name, outcome: "block", sentence: `The cluster refuses it: ${outcome.message}` };
    case "forbidden":
      return { name, outcome: "block", sentence: `The cluster refuses it: ${outcome.message}` };
  }
}

function proved({ to: made, asked, from, choice, recorded }: Facts): Guard {
  const name = "proved";
  const isMixed = made.release.id !== asked.release.id && recorded;
  if (isMixed && made.standing === "unproved") {
    const [code, config] = choice === "code" ? [asked, from] : [from, asked];
    const sentence = `The code of ${code.release.version} never ran here with the config of ${config.release.version}.`;
    return { name, outcome: "warn", sentence };
  }
  const to = isMixed ? made : asked;
  const { version } = to.release;
  switch (to.standing) {
    case "known-good":
      return { name, outcome: "pass", sentence: `${version} is known good: it ran healthy here for the whole soak time.` };
    case "was-available":
      return { name, outcome: "note", sentence: `${version} ran with all its pods available, but not long enough to count as known good.` };
    case "imported":
      return { name, outcome: "warn", sentence: `${version} was never proved here: the cluster remembers it, nobody watched it run.` };
    case "unproved":
      return { name, outcome: "warn", sentence: `${version} was never seen with all its pods available.` };
  }
}

function quarantined({ asked: { quarantine, release }, undoes }: Facts): Guard[] {
  if (!quarantine) return [];
  const { by, reason, rollbackId } = quarantine;
  const did = rollbackId === null ? `marked ${release.version} bad` : `rolled back from ${release.version}`;
  const then = undoes ? " It has been in quarantine since then; undoing the rollback lifts that." : "";
  return [{ name: "quarantine", outcome: "warn", sentence: `${by} ${did}${reason === null ? "" : `: “${reason}”`}.${then}` }];
}

function left({ asked: to }: Facts): Guard[] {
  if (to.quarantine || !to.leftAt) return [];
  return [
    {
      name: "went-back-from",
      outcome: "warn",
      sentence: `Somebody went back from ${to.release.version} by other means, and it has not proved itself since.`,
    },
  ];
}

function image({ target, pods, to }: Facts): Guard {
  const wanted = imagesOf(target).map(({ image: reference }) => reference);
  const running = pods.filter(
    (pod) =>
      pod.ready && !pod.terminating && wanted.every((reference) => pod.containers.some((container) => container.image === reference)),
  );
  const n = running.length;
  if (n > 0) return { name: "image", outcome: "pass", sentence: `Its image runs on ${n} pod${n === 1 ? "" : "s"} right now.` };
  const seen = to.release.availableAt;
  if (seen)
    return {
      name: "image",
      outcome: "note",
      sentence: `Its image was last seen running here on ${to.lastLiveAt.toISOString().slice(0, 10)}; whether it can still be pulled was not checked.`,
    };
  return { name: "image", outcome: "note", sentence: "Whether its image can still be pulled was not checked." };
}

const IN_WORDS = { Secret: "Secret", ServiceAccount: "ServiceAccount", PersistentVolumeClaim: "claim" } as const;

function references({ gone }: Facts): Guard[] {
  if (gone.length === 0) return [];
  const names = gone.map(({ kind, name }) => `${IN_WORDS[kind]} ${name}`).join(", ");
  const [are, them] = gone.length === 1 ? ["is", "it"] : ["are", "them"];
  const sentence = `${names} ${are} gone: its pods could not start. Make ${them} again, or choose another release.`;
  return [{ name: "references", outcome: "block", sentence }];
}

function notes(facts: Facts): Guard[] {
  const { live, title, from } = facts;
  const synced = saySynced(live, from.release.version);
  const notes: [boolean, string, string][] = [
    [
      live.desired === 0,
      "scaled-to-zero",
      `${title} is scaled to 0: the release comes back, but nothing runs until somebody scales it up.`,
    ],
    [synced !== null, "gitops", synced ?? ""],
    [
      helmsName(live) !== null,
      "helm",
      `${helmsName(live)} owns this bot: its history will not show this rollback, and the next helm upgrade brings what its chart says.`,
    ],
  ];
  return notes.flatMap(([applies, name, sentence]) => (applies ? [{ name, outcome: "note" as const, sentence }] : []));
}

/** Helm writes the release's name on the object; one that applies on the server's side is named as the manager of its fields too. */
function helmsName({ annotations, fieldOwners }: Workload): string | null {
  const release = plainWords(annotations?.["meta.helm.sh/release-name"], 63);
  if (release !== null) return `Helm release ${release}`;
  return fieldOwners.some(({ manager, operation }) => manager === "helm" && operation === "Apply") ? "Helm" : null;
}
