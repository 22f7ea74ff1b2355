import { loadConfig } from "@/lib/platform/config-file";
import { dataDirSecret } from "@/lib/platform/data-dir-secret";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { startEnv, type StartEnv } from "@/lib/platform/env";
import { createLogger, type Logger } from "@/lib/platform/logger";
import { migrate } from "@/lib/platform/migrate";
import { StartError } from "@/lib/platform/start-error";
import { isBuilt } from "./build";
import { invitation, letSomebodyIn } from "./commands/let-somebody-in";
import { secretKeyFor } from "./commands/secret-key-for";
import { answersWithin } from "./supervisor/answers-within";
import { refuseBadKubeconfig } from "./supervisor/refuse-bad-kubeconfig";
import { refuseTakenPort } from "./supervisor/refuse-taken-port";
import { runMark, type RunMark } from "./supervisor/run-mark";
import { startWebAndWorker } from "./supervisor/start-web-and-worker";
import { stopAll } from "./supervisor/stop-all";
import { untilToldToStop } from "./supervisor/until-told-to-stop";

const UP_WITHIN_MS = 60_000;

/** `npm start`: production on one machine. Database if none is given, migrations, then web and worker, kept running until told to stop. */
export async function main(): Promise<void> {
  const env = validSettings();
  if (!isBuilt()) throw new StartError("Nothing is built yet: run npm run build first.");
  const mark = runMark(env.LASTGOOD_DATA_DIR);
  await refuseTakenPort(env.PORT, env.HOST, mark.patienceMs);

  const log = createLogger({ level: env.LOG_LEVEL, process: "supervisor" });
  const started: { stop(): Promise<void> }[] = [];
  try {
    const up = startAll(env, log, mark, started);
    const why = await Promise.race([untilToldToStop(), up.then(() => new Promise<never>(() => {}))]);
    log.info(`stopping: ${why}`);
  } finally {
    await stopAll(started);
    mark.clear();
  }
}

async function startAll(env: StartEnv, log: Logger, mark: RunMark, started: { stop(): Promise<void> }[]): Promise<void> {
  const databaseUrl = env.DATABASE_URL ?? (await embedded(env, log, started));
  mark.set();
  log.info({ applied: await migrate(databaseUrl) }, "the database has this build's schema");
  const origin = env.LASTGOOD_URL ?? env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`;
  const actor = { kind: "system", job: "start" } as const;
  const letIn = await letSomebodyIn({ databaseUrl, env, actor, log });
  if (letIn.kind === "admin-added") log.info({ email: letIn.email }, "added the first admin");
  if (letIn.kind === "set-up-link") log.warn(invitation(`${origin}${letIn.path}`));

  const secret = env.NEXTAUTH_SECRET ?? dataDirSecret(env.LASTGOOD_DATA_DIR, "nextauth-secret");
  const secretKey = await secretKeyFor({ databaseUrl, env, log });
  const onEnd = (end: { name: string; how: string; pauseMs: number }) =>
    log.error(end, `${end.name} ${end.how} and is started again in ${end.pauseMs} ms`);
  const settings = { LASTGOOD_DATA_DIR: env.LASTGOOD_DATA_DIR };
  started.push(startWebAndWorker({ databaseUrl, secret, secretKey, host: env.HOST, port: env.PORT, settings, onEnd }));
  if (await answersWithin(`http://127.0.0.1:${env.PORT}/livez`, UP_WITHIN_MS)) log.info({ url: origin }, `Lastgood is up at ${origin}`);
}

// The file's problems are told together with the variables', not at the next try.
function validSettings(): StartEnv {
  const problems: string[] = [];
  const tryTo = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const env = tryTo(startEnv);
  tryTo(() => loadConfig(env ?? { LASTGOOD_CONFIG: process.env.LASTGOOD_CONFIG || undefined, LASTGOOD_SOAK: 0, LASTGOOD_VERIFY: 0 }));
  tryTo(() => refuseBadKubeconfig(env ? env.KUBECONFIG : process.env.KUBECONFIG));
  if (!env || problems.length > 0) throw new StartError(problems);
  return env;
}

async function embedded(env: StartEnv, log: Logger, started: { stop(): Promise<void> }[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: env.LASTGOOD_DATA_DIR, onTrouble: (sentence) => log.error(sentence) });
  started.push(postgres);
  return postgres.url;
}
