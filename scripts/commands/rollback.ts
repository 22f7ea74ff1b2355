import { userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { openClusters, type Clusters } from "@/lib/cluster/clusters";
import { systemClock } from "@/lib/platform/clock";
import { offlineEnvironments } from "@/lib/platform/config-file";
import { keptSecret } from "@/lib/platform/data-dir-secret";
import { embeddedPostgresUrl } from "@/lib/platform/embedded-postgres/cluster-url";
import { commandEnv } from "@/lib/platform/env";
import { openPulse } from "@/lib/platform/pulse";
import { StartError } from "@/lib/platform/start-error";
import { openVault } from "@/lib/platform/vault/vault";
import { diffTemplates } from "@/lib/rollbacks/diff/diff-templates";
import { openJournal } from "@/lib/rollbacks/spool/journal";
import { reconcileOffline } from "@/lib/rollbacks/spool/reconcile";
import { rollBackOffline } from "@/lib/rollbacks/spool/roll-back-offline";
import { openSpool, type SpooledBot, type SpooledPlan } from "@/lib/rollbacks/spool/spool";
import { asOperator } from "./as-operator";
import { say } from "./say";

const PATIENCE_MS = 1_500;
const MOST_LINES = 20;

type Options = { offline?: boolean; yes?: string; reason?: string; json?: boolean };

/** `rollback --offline`, `reconcile` */
export function addRollbackCommands(program: Command, exitWith: (code: number) => void): void {
  program
    .command("rollback <bot>")
    .description(
      "with the database gone, roll a bot back to its default target by what this machine keeps; <bot> is its name, or namespace/name",
    )
    .option("--offline", "say that it is meant to be done without a record, which is made when the database is back")
    .option("--yes <name>", "the bot's name, in place of typing it")
    .option("--reason <reason>", "why")
    .option("--json", "answer with one JSON document")
    .action(async (name: string, options: Options) => exitWith(await rollback(name, options)));

  program
    .command("reconcile")
    .description("write down what was rolled back offline, now that the database is back; the web process does it by itself")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: { json?: boolean }) => {
      const items = await withClusters((clusters) =>
        asOperator((ctx) => reconcileOffline({ ...ctx, clusters, vault: openVault({ secretKey: secretKey() }) }, openJournal(kept()))),
      );
      const lines = items.map(({ bot, to, id, sentence }) => `${bot} back to ${to} (${id}): ${sentence}`);
      say(json, { items }, lines.length > 0 ? lines : ["There is nothing to write down."]);
    });
}

async function rollback(name: string, { offline, yes, reason, json }: Options): Promise<number> {
  if (!offline) throw new StartError("Roll back with the button, or over the API. With the database gone: add --offline.");
  await refuseWhileItIsThere();
  const { bot, knownAt, plan } = planFor(name);
  if (!offlineEnvironments(commandEnv()).includes(bot.environment.name)) {
    throw new StartError(
      `${bot.environment.title} does not allow this: set offlineRollback: true for it in lastgood.yaml. Nothing was changed. The rollback page has the commands for kubectl.`,
    );
  }
  const age = Math.round((Date.now() - Date.parse(knownAt)) / 1000);
  const head = `${bot.title} in ${bot.environment.title}: from ${plan.from.version} back to ${plan.to.version}, from what was known ${age} s ago.`;
  if (!json) process.stdout.write(`${[head, ...differenceOf(plan)].join("\n")}\n`);
  if ((yes ?? (await typed(bot.name))) !== bot.name) throw new StartError(`That is not ${bot.name}. Nothing was changed.`);

  const by = userInfo().username;
  const { id, outcome } = await withClusters((clusters) =>
    rollBackOffline({ clusters, clock: systemClock }, { plan, journal: openJournal(kept()), by, reason: reason ?? null }),
  );
  const isDone = outcome.kind === "accepted";
  const sentence = isDone
    ? `The cluster accepted it (${id}). Nobody follows it now: kubectl -n ${bot.namespace} rollout status ${bot.kind.toLowerCase()}/${bot.name}. It is written down when the database is back.`
    : outcome.sentence;
  say(json, { id, bot: bot.name, from: plan.from.version, to: plan.to.version, outcome: outcome.kind, sentence }, [sentence]);
  return isDone ? 0 : 1;
}

async function refuseWhileItIsThere(): Promise<void> {
  const { DATABASE_URL, LASTGOOD_DATA_DIR } = commandEnv();
  const url = DATABASE_URL ?? embeddedPostgresUrl(LASTGOOD_DATA_DIR);
  if (url === undefined) return;
  const pulse = openPulse(url);
  const isThere = await pulse.beats(PATIENCE_MS);
  await pulse.close();
  if (isThere)
    throw new StartError("The database answers: roll back with the button, so that it is recorded and followed. Nothing was changed.");
}

function planFor(name: string): { bot: SpooledBot; knownAt: string; plan: SpooledPlan } {
  const spool = openSpool(kept());
  const index = spool.index();
  if (!index)
    throw new StartError(
      "This machine keeps no plans, or the secret key does not open them. Run it where the web process runs, with the same LASTGOOD_DATA_DIR.",
    );
  const found = index.bots.filter((bot) =>
    [bot.name, `${bot.namespace}/${bot.name}`, `${bot.environment.name}/${bot.namespace}/${bot.name}`].includes(name),
  );
  const [bot] = found;
  if (!bot) throw new StartError(`There is no bot ${name} in what is kept here.`);
  if (found.length > 1) {
    const names = found.map((one) => `${one.environment.name}/${one.namespace}/${one.name}`);
    throw new StartError(`There are several: ${names.join(", ")}. Say which.`);
  }
  const entry = spool.entry(bot.id);
  if (!entry || !("plan" in entry)) throw new StartError(entry?.because ?? `No plan of ${bot.title} is kept here.`);
  return { bot, knownAt: index.knownAt, plan: entry.plan };
}

function differenceOf({ live, bring, copies }: SpooledPlan): string[] {
  const lines = diffTemplates(live.template, bring).groups.flatMap(({ lines }) =>
    lines.map(({ key, what, from, to }) => `  ${key || what}: ${from ?? "(nothing)"} -> ${to ?? "(nothing)"}`),
  );
  const more = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...copies.map(({ of }) => `  ConfigMap ${of} as it was, as a copy`),
  ];
}

async function typed(name: string): Promise<string> {
  if (!process.stdin.isTTY) throw new StartError(`Nobody is there to ask: say --yes ${name}. Nothing was changed.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type ${name} to roll it back: `)).trim();
  } finally {
    terminal.close();
  }
}

function kept(): { dataDir: string; secretKey: string } {
  return { dataDir: commandEnv().LASTGOOD_DATA_DIR, secretKey: secretKey() };
}

/** Without the database there is no asking whether it is the right one: a wrong one opens nothing. */
function secretKey(): string {
  const { LASTGOOD_SECRET_KEY, LASTGOOD_DATA_DIR } = commandEnv();
  const key = LASTGOOD_SECRET_KEY ?? keptSecret(LASTGOOD_DATA_DIR, "secret-key");
  if (key === null) throw new StartError("LASTGOOD_SECRET_KEY is not set, and LASTGOOD_DATA_DIR keeps none.");
  return key;
}

async function withClusters<T>(act: (clusters: Clusters) => Promise<T>): Promise<T> {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST } = commandEnv();
  const clusters = openClusters({ kubeconfig: KUBECONFIG, inCluster: KUBERNETES_SERVICE_HOST !== undefined });
  try {
    return await act(clusters);
  } finally {
    await clusters.close();
  }
}
