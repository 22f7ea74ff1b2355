import { CHOSEN_NAMESPACES } from "@/lib/bots/choose-namespaces";
import { isAlive, workerSeenAt } from "@/lib/bots/read-watchfulness";
import { openClusters } from "@/lib/cluster/clusters";
import { systemClock } from "@/lib/platform/clock";
import { loadConfig } from "@/lib/platform/config-file";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { openDatabase } from "@/lib/platform/db";
import { commandEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { schemaState } from "@/lib/platform/schema-state";
import { examineCluster, type PlaceOfBots } from "./examine-cluster";
import { examineSecretKey } from "./examine-secret-key";
import { fails, works, type Finding } from "./finding";
import { isDatabaseMissing } from "./is-database-missing";
import { operatorDatabase } from "./operator-database";
import { sentencesOf } from "./sentences-of";

type Env = ReturnType<typeof commandEnv>;

/** Everything that Lastgood leans on, looked at from here, one finding each. What cannot be looked at is a finding too. */
export async function examine(): Promise<Finding[]> {
  const env = commandEnv();
  const { findings, chosen } = await examineDatabase(env);
  return [...findings, ...(await examineClusters(env, chosen))];
}

async function examineDatabase(env: Env): Promise<{ findings: Finding[]; chosen: string[] | null }> {
  const none = { chosen: null };
  const database = await operatorDatabase().catch((error: unknown) => sentencesOf(error).join(" "));
  if (typeof database === "string") return { findings: [fails("database", database)], ...none };

  const db = openDatabase(database.url, { max: 2 });
  const log = createLogger({ level: env.LOG_LEVEL, process: "command" });
  const ctx: PlatformCtx = { db, clock: systemClock, log, requestId: newId("req") };
  try {
    const [server] = await db.$queryRaw<{ version: string }[]>`select current_setting('server_version') as version`;
    const reached = works("database", `answers; PostgreSQL ${server?.version}${database.embedded ? ", embedded" : ""}.`);
    const state = await schemaState(db);
    if (state === "behind")
      return { findings: [reached, fails("schema", "the database is not migrated.", "npm run lastgood -- migrate")], ...none };
    const chosen = (await db.setting.findUnique({ where: { key: CHOSEN_NAMESPACES } }))?.value as string[] | undefined;
    const schema = works("schema", state === "ahead" ? "a newer build migrated it; this one can use it." : "this build's.");
    const inside = [await examineSecretKey(ctx, env), await examinePeople(ctx), await examineWorker(ctx)];
    return { findings: [reached, schema, ...inside], chosen: chosen ?? null };
  } catch (error) {
    const missing = isDatabaseMissing(error);
    const sentence = missing ? "the server answers, but the database is not there yet." : "does not answer. Check DATABASE_URL.";
    return { findings: [fails("database", sentence, missing ? "npm run lastgood -- migrate" : undefined)], ...none };
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

async function examinePeople({ db }: PlatformCtx): Promise<Finding> {
  const people = await db.user.count({ where: { disabledAt: null } });
  if (people === 0) return fails("people", "nobody can sign in yet.", "npm run lastgood -- user add <email> --role admin");
  return works("people", people === 1 ? "one can sign in." : `${people} can sign in.`);
}

async function examineWorker(ctx: PlatformCtx): Promise<Finding> {
  const seenAt = await workerSeenAt(ctx);
  if (isAlive(seenAt, ctx.clock.now())) return works("worker", "alive.");
  const since = seenAt === null ? "has never run" : `was last seen ${seenAt.toISOString()}`;
  return fails("worker", `${since}: nobody records releases or follows rollbacks.`, "npm start");
}

async function examineClusters(env: Env, chosen: string[] | null): Promise<Finding[]> {
  const log = createLogger({ level: "silent", process: "command" });
  const clusters = openClusters({ kubeconfig: env.KUBECONFIG, inCluster: env.KUBERNETES_SERVICE_HOST !== undefined, log });
  try {
    const places = placesOfBots(env, chosen);
    const findings = await Promise.all(places.map((place) => examineCluster(clusters, place)));
    const undecided = places.every(({ namespaces }) => namespaces.length === 0);
    const ask = fails(
      "namespaces",
      "nobody has said yet which namespaces hold bots: set LASTGOOD_NAMESPACES, or let the first admin choose on the page.",
    );
    return [...findings.flat(), ...(undecided ? [ask] : [])];
  } finally {
    await clusters.close();
  }
}

function placesOfBots(env: Env, chosen: string[] | null): PlaceOfBots[] {
  const config = loadConfig(env);
  if (config.kind === "ask")
    return [{ name: "production", title: "Production", context: null, namespaces: chosen ?? [], watchSecrets: false }];
  return config.environments;
}
