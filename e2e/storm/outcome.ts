import { isDeepStrictEqual } from "node:util";
import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import type { AuditEvent } from "../support/audit-log";
import type { Product } from "../support/product";
import type { Recorder, SeenPod } from "./recorder";
import type { StormedBot } from "./stormed-bot";

/** A worker sees what comes a moment later than we do. */
const LATE_MS = 3_000;
/** From the last act of the walks until every run must have ended. */
export const TO_THE_END_MS = 90_000;

type Row = Awaited<ReturnType<typeof runsOf>>[number];

/** Every run of a bot, oldest first. */
export async function runsOf({ database: { db } }: Pick<Product, "database">, botId: string) {
  return db.rollback.findMany({
    where: { botId },
    orderBy: { startedAt: "asc" },
    select: { id: true, planId: true, phase: true, sentence: true, startedAt: true, acceptedAt: true, endedAt: true, toReleaseId: true },
  });
}

/** I1 to I5 of a bot's runs, by the cluster's own log and by what was to be seen there. `switches`: templates that we wrote over others. @returns what is wrong */
export function wrongIn(
  bot: StormedBot,
  runs: readonly Row[],
  switches: readonly AuditEvent[],
  versionOf: (releaseId: string) => string,
): string[] {
  const written = switches.map((event) => ({ event, run: runs.find(({ id }) => JSON.stringify(event.requestObject).includes(id)) }));
  const nobodys = written.filter(({ run }) => !run).map(() => "I1: a write of ours belongs to no run");
  const early = written.filter(({ event, run }) => run && run.startedAt > new Date(event.requestReceivedTimestamp));
  return [
    ...nobodys,
    ...early.map(({ run }) => `I2: ${run?.id} was written before its intent`),
    ...written.flatMap(({ run }) => (run ? surprises(bot, run) : [])),
    ...runs.flatMap((run) => {
      const own = written.flatMap(({ event, run: of }) => (of === run ? [event] : []));
      return [
        ...(own.length > 1 ? [`I1: ${run.id} was written ${own.length} times`] : []),
        ...(run.endedAt === null ? [`I3: ${run.id} is ${run.phase} for ever: ${run.sentence}`] : []),
        ...(run.phase === "recovered" ? untruths(bot, run, own[0], versionOf(run.toReleaseId)) : []),
      ];
    }),
  ];
}

/** I5: what was written over is what was there while the plan was made. */
function surprises({ name, recorder, shown }: StormedBot, run: Row): string[] {
  const plan = shown.get(run.planId);
  if (!plan) return [`I5: nobody was shown the plan of ${run.id}`];
  const over = recorder.before(name, run.id);
  const seen = recorder.templates(name, plan.from, plan.to);
  if (over && seen.some(({ template }) => isDeepStrictEqual(unstamped(template), unstamped(over.template)))) return [];
  return [`I5: ${run.id} wrote over ${over?.image ?? "nothing"}, which is not what was shown`];
}

/** I4: at some time shortly before the end all was as it says. */
function untruths(bot: StormedBot, { id, endedAt, sentence }: Row, own: AuditEvent | undefined, version: string): string[] {
  if (!own) return [`I4: ${id} is recovered, and wrote nothing: ${sentence}`];
  const end = endedAt?.getTime() ?? 0;
  const wanted = templateIn(own);
  const moments = bot.recorder.changes(bot.name, end - LATE_MS, end);
  const wrong = moments.map((at) => wrongAt(bot, at, wanted, version));
  return wrong.some((words) => words === null) ? [] : [`I4: ${id} is recovered, to ${version}, but ${wrong.at(-1)}`];
}

function wrongAt({ name, recorder, contents }: StormedBot, at: number, wanted: JsonObject, version: string): string | null {
  const live = recorder.templates(name, at, at)[0];
  if (!live) return "there is no bot";
  if (!isDeepStrictEqual(unstamped(live.template), unstamped(wanted))) return `${live.image} is live`;
  const pods = recorder.pods(name, at);
  const old = pods.filter((pod) => pod.image !== live.image && (!pod.isLeaving || live.replicas === 1));
  const own = pods.filter((pod) => pod.image === live.image && !pod.isLeaving && pod.isReady);
  if (old.length > 0 || own.length < live.replicas) return `of ${live.replicas} pods there are ${podsInWords(pods)}`;
  const content = live.map === null ? null : recorder.content(live.map, at);
  const isOfRelease = live.image.endsWith(`:${version}`) ? contents.get(live.image)?.has(String(content)) === true : true;
  return isOfRelease ? null : `pods see ${content}`;
}

const podsInWords = (pods: readonly SeenPod[]) =>
  pods.map(({ image, isReady, isLeaving }) => `${image}${isReady ? " ready" : ""}${isLeaving ? " leaving" : ""}`).join(", ") || "none";

function templateIn({ requestObject }: AuditEvent): JsonObject {
  const operations = (Array.isArray(requestObject) ? requestObject : []) as { op: string; path: string; value: JsonObject }[];
  const found = operations.find(({ op, path }) => op === "replace" && path === "/spec/template");
  if (!found) throw new Error("a switch without a template");
  return found.value;
}

/** A restart is no other release. */
function unstamped(template: JsonObject): Json {
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const { "kubectl.kubernetes.io/restartedAt": _, ...annotations } = (metadata.annotations ?? {}) as JsonObject;
  return { ...template, metadata: { ...metadata, creationTimestamp: null, annotations } };
}

/** What runs at the end, for the trace. */
export function endInWords({ recorder, name }: { recorder: Recorder; name: string }): string {
  const now = Date.now();
  const live = recorder.templates(name, now, now)[0];
  return `${live?.image ?? "nothing"} is live, with ${podsInWords(recorder.pods(name, now))}`;
}
