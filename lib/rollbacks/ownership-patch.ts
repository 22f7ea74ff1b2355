import { isDeepStrictEqual } from "node:util";
import { RESTORED } from "@/lib/bots/config/restored";
import { common, minus, sizeOf, union, within, type FieldSet } from "@/lib/bots/field-set";
import { splitFields, templateOwners, type TemplateOwner } from "@/lib/bots/template-owners";
import { isOurs } from "@/lib/bots/who-brought";
import type { FieldOwner, PatchOperation, Workload } from "@/lib/cluster/types";

/** Who owned what a release brings, when it was live by somebody's own deploy; empty where nobody saw that. */
export type RecordedOwners = { target: readonly TemplateOwner[]; from: readonly TemplateOwner[] };

/** What a rollback writes on a template beside what the target had. */
const MARK: FieldSet = { "f:spec": { "f:template": { "f:metadata": { "f:annotations": { ".": {}, [`f:${RESTORED}`]: {} } } } } };

/**
 * The patch that gives the fields which a rollback wrote to whom they would belong, had their owner deployed the target: then the next apply neither meets a
 * conflict nor leaves anything behind. It goes only onto the very version of the object that was seen. null where Lastgood owns none of them.
 * The cluster keeps such a list as it is brought, as for client-go's csaupgrade:
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/client-go/util/csaupgrade/upgrade.go
 */
export function ownershipPatch(live: Workload, recorded: RecordedOwners): PatchOperation[] | null {
  const ours = live.fieldOwners.find(isOurs);
  const held = ours ? splitFields(ours).brought : null;
  if (!ours || held === null) return null;
  const goals = shares(live, held, recorded);
  const entries = live.fieldOwners.map((owner) => withShare(owner, goals.get(keyOf(owner))?.fields ?? null, ours.time));
  const known = new Set(live.fieldOwners.filter(({ subresource }) => subresource === null).map(keyOf));
  const gone = [...goals].filter(([key]) => !known.has(key)).map(([, owner]) => ({ ...owner, subresource: null, time: ours.time }));
  const value = [...entries, ...gone].filter(({ fields }) => Object.keys(fields).length > 0).map(toEntry);
  return [
    { op: "test", path: "/metadata/uid", value: live.uid },
    { op: "test", path: "/metadata/resourceVersion", value: live.resourceVersion },
    { op: "replace", path: "/metadata/managedFields", value },
  ];
}

type Owner = Pick<FieldOwner, "manager" | "operation" | "apiVersion" | "fields">;
type Shares = Map<string, TemplateOwner>;

/** What each is to own of what the release brings, cut down to what is there. */
function shares(live: Workload, held: JsonSet, { target, from }: RecordedOwners): Shares {
  const others = templateOwners(live.fieldOwners);
  const deployers = from.length > 0 ? [...others, ...from] : live.fieldOwners;
  const isPresent = new Set(deployers.map(keyOf));
  const main = mainOwner([from, live.fieldOwners.filter(isApplier), others].find((owners) => owners.length > 0) ?? []);
  const there = { metadata: { annotations: live.annotations ?? {} }, spec: { template: live.template } };
  const goals: Shares = new Map();
  const give = (owner: Owner | null, fields: FieldSet) => {
    const share = owner && union(goals.get(keyOf(owner))?.fields ?? null, within(fields, there));
    if (!owner || !share) return;
    const { manager, operation, apiVersion = "apps/v1" } = owner;
    goals.set(keyOf(owner), { manager, operation, apiVersion, fields: share });
  };
  if (target.length > 0) {
    // Who does not deploy it any more would only be in the way of who does.
    for (const owner of target) give(isPresent.has(keyOf(owner)) ? owner : main, owner.fields);
    give(main, common(held, MARK));
    return goals;
  }
  // What nobody saw deployed: what differs goes to whom the release that was left had it from, and what that one lacked to whoever deploys this bot.
  for (const owner of others) give(owner, owner.fields);
  for (const owner of from) give(owner, common(held, owner.fields));
  const unclaimed = from.reduce<FieldSet>((rest, { fields }) => minus(rest, fields), held);
  give(main, unclaimed);
  return goals;
}

type JsonSet = NonNullable<FieldSet>;

/** Whoever deploys the bot: of the appliers, else of all, the one that owns most of its template. */
function mainOwner(owners: readonly Owner[]): Owner | null {
  const weight = (owner: Owner) => (owner.operation === "Apply" ? 1e9 : 0) + sizeOf(owner.fields);
  return owners.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}

function isApplier({ operation, subresource }: FieldOwner): boolean {
  return operation === "Apply" && subresource === null;
}

/** Dated as the write that it was taken back from: since then the template is what it is. */
function withShare(owner: FieldOwner, share: FieldSet, writtenAt: Date | null): FieldOwner {
  if (owner.subresource !== null) return owner;
  const fields = union(splitFields(owner).rest, isOurs(owner) ? null : share) ?? {};
  if (isOurs(owner) || isDeepStrictEqual(fields, owner.fields)) return { ...owner, fields };
  const isLater = writtenAt !== null && (owner.time === null || writtenAt > owner.time);
  return { ...owner, fields, time: isLater ? writtenAt : owner.time };
}

function toEntry({ manager, operation, apiVersion = "apps/v1", time, subresource, fields }: FieldOwner) {
  return {
    manager,
    operation,
    apiVersion,
    ...(time ? { time: time.toISOString() } : {}),
    fieldsType: "FieldsV1",
    fieldsV1: fields,
    ...(subresource === null ? {} : { subresource }),
  };
}

function keyOf({ manager, operation }: Pick<FieldOwner, "manager" | "operation">): string {
  return `${operation} ${manager}`;
}
