import { writeFileSync } from "node:fs";
import { systemClock } from "@/lib/platform/clock";
import { dataDirSecret } from "@/lib/platform/data-dir-secret";
import { openDatabase } from "@/lib/platform/db";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { demoEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { migrate } from "@/lib/platform/migrate";
import { StartError } from "@/lib/platform/start-error";
import { badDeployCommand } from "@/lib/sandbox/bad-deploy";
import { badEditCommand } from "@/lib/sandbox/bad-edit";
import { build } from "./build";
import { secretKeyFor } from "./commands/secret-key-for";
import { addPeople, type Person } from "./demo/add-people";
import { CONFIG, DEMO, KUBECONFIG, KUBECONFIG_TYPED, logOf } from "./demo/demo-files";
import { startDemoCluster } from "./demo/practice-cluster";
import { resetDemo } from "./demo/reset-demo";
import { step } from "./demo/step";
import { tellTheStory } from "./demo/tell-the-story";
import { answersWithin } from "./supervisor/answers-within";
import { refuseTakenPort } from "./supervisor/refuse-taken-port";
import { runMark, type RunMark } from "./supervisor/run-mark";
import { startWebAndWorker } from "./supervisor/start-web-and-worker";
import { stopAll } from "./supervisor/stop-all";
import { untilToldToStop } from "./supervisor/until-told-to-stop";

const UP_WITHIN_MS = 60_000;
const ENVIRONMENTS = `# Where the demo's bots run; written anew at each start.
environments:
  - name: production
    namespaces: [support, commerce]
    verify: 10s
    teamLabel: team
`;

/** `npm run demo [-- --calm] [-- --reset]`: the whole product on a practice cluster, with a story. State is kept in .lastgood/demo. */
export async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => !["--calm", "--reset"].includes(arg));
  if (unknown) throw new StartError(`The demo does not know "${unknown}". It knows --calm (you break the bots) and --reset (start over).`);
  const { PORT: port, HOST: host, LASTGOOD_SOAK } = demoEnv();
  const mark = runMark(DEMO);
  await refuseTakenPort(port, host, mark.patienceMs);
  if (args.includes("--reset")) await resetDemo();

  const stop = new AbortController();
  const started: { stop(): Promise<void> }[] = [];
  try {
    const up = startAll({ args, port, host, soak: LASTGOOD_SOAK, mark, started, signal: stop.signal });
    await Promise.race([untilToldToStop(), up.then(() => new Promise<never>(() => {}))]);
  } finally {
    stop.abort();
    await stopAll(started);
    mark.clear();
  }
}

type Plan = {
  args: readonly string[];
  port: number;
  host: string;
  soak: string;
  mark: RunMark;
  started: { stop(): Promise<void> }[];
  signal: AbortSignal;
};

async function startAll({ args, port, host, soak, mark, started, signal }: Plan): Promise<void> {
  await step("Building", () => build());
  const postgres = await step("Starting PostgreSQL", () => startEmbeddedPostgres({ dataDir: DEMO, purpose: "demo" }));
  started.push(postgres);
  mark.set();
  await step("Bringing the database up to date", () => migrate(postgres.url));
  const db = openDatabase(postgres.url, { max: 2 });
  started.push({ stop: () => db.$disconnect() });
  const log = createLogger({ level: "silent", process: "demo" });
  const people = await addPeople({ actor: { kind: "system", job: "demo" }, db, clock: systemClock, log, requestId: newId("req") });
  const cluster = await step("Starting the practice cluster", () => startDemoCluster(mark.patienceMs));
  started.push(cluster);

  await step("Starting web and worker", async () => {
    const secret = dataDirSecret(DEMO, "nextauth-secret");
    const secretKey = await secretKeyFor({ databaseUrl: postgres.url, env: { LASTGOOD_DATA_DIR: DEMO }, log });
    started.push(
      startWebAndWorker({
        databaseUrl: postgres.url,
        secret,
        secretKey,
        host,
        port,
        settings: settingsOf(soak),
        output: logOf,
        onEnd: () => {},
      }),
    );
    if (await answersWithin(`http://127.0.0.1:${port}/livez`, UP_WITHIN_MS)) return;
    throw new StartError("The web server did not start. What it said is in .lastgood/demo/logs/web.log.");
  });

  if (args.includes("--calm")) console.log(howToBreakThem());
  else void tellTheStory({ db, url: cluster.url, signal }).catch(() => {});
  console.log(inOneLine(`http://localhost:${port}`, people));
}

function settingsOf(soak: string): Record<string, string> {
  writeFileSync(CONFIG, ENVIRONMENTS);
  // What the person's shell has set is meant for another Lastgood.
  const absent = { KUBERNETES_SERVICE_HOST: "", LASTGOOD_NAMESPACES: "", LASTGOOD_TEAM_LABEL: "", LASTGOOD_URL: "", NEXTAUTH_URL: "" };
  return { ...absent, LASTGOOD_DATA_DIR: DEMO, LASTGOOD_CONFIG: CONFIG, LASTGOOD_SOAK: soak, KUBECONFIG };
}

function howToBreakThem(): string {
  const deploy = `Deploy OmniServe's bad release when you like, its config and then its template:\n${badDeployCommand(KUBECONFIG_TYPED)}`;
  return `\n${deploy}\n\nBreak Knowledge search by its config alone:\n${badEditCommand(KUBECONFIG_TYPED)}\n`;
}

function inOneLine(url: string, people: readonly Person[]): string {
  return `Open ${url} and sign in as ${people.map(({ email, password, is }) => `${email} / ${password} (${is})`).join(", ")}.`;
}
