import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Stack } from "@/e2e/support/stack";
import { waitUntil } from "@/e2e/support/wait-until";
import { configure, deploy, manifest, pathOf, type BotManifest } from "@/e2e/support/workloads";
import { personWithButton } from "./person-with-button";
import { requestsOfClicks, type Click, type Requests } from "./requests-of-clicks";

const WARM_UP = 3;
/** How many ConfigMaps of its own each bot reads, all of which differ between its versions. */
const MAPS = { click: 0, one: 1, three: 3, undo: 0, bare: 0 } as const;

export type Way = keyof typeof MAPS;
export type Times = Record<Way, number[]>;
type ClickWay = "click" | "one" | "three";
const WAYS = Object.keys(MAPS) as Way[];

/**
 * Times ways back, in turns and on bots of the same shape: confirming in Lastgood (HTTP request to answer) with none, one and three ConfigMaps to copy,
 * `kubectl rollout undo` (process start to end), and a PATCH of the template on a connection that is open already. The first rounds warm up and do not count.
 */
export async function clickToAccepted(
  stack: Stack,
  { rounds, kubectl, scratch }: { rounds: number; kubectl: string; scratch: string },
): Promise<{ times: Times; requests: Record<ClickWay, Requests> }> {
  const names = Array.from({ length: rounds + WARM_UP }, (_, i) => String(i).padStart(3, "0"));
  for (const version of ["1.1.0", "1.2.0"]) {
    for (const name of names) for (const way of WAYS) await bring(stack, way, name, version);
    await waitUntil(`${version} seen everywhere`, () => isLive(stack, version, names.length * WAYS.length), 120_000);
  }
  const { post, close } = await personWithButton(stack);
  const times: Times = { click: [], one: [], three: [], undo: [], bare: [] };
  const clicks: Record<ClickWay, Click[]> = { click: [], one: [], three: [] };
  for (const [round, name] of names.entries()) {
    const click = async (way: ClickWay) => {
      const { id } = await stack.db.bot.findFirstOrThrow({ where: { name: `${way}-${name}` } });
      const plan = await post(`/api/v1/bots/${id}/rollback-plans`, {});
      return async () => {
        const startedAt = Date.now();
        await post("/api/v1/rollbacks", { planId: plan.id });
        if (round >= WARM_UP) clicks[way].push({ bot: `${way}-${name}`, startedAt, endedAt: Date.now() });
      };
    };
    const args = ["--kubeconfig", stack.kubeconfig, "--cache-dir", scratch, "-n", stack.namespace, "rollout", "undo"];
    const ready: Record<Way, () => Promise<() => Promise<unknown>>> = {
      click: () => click("click"),
      one: () => click("one"),
      three: () => click("three"),
      undo: async () => () => promisify(execFile)(kubectl, [...args, `deployment/undo-${name}`]),
      bare: async () => () => patch(stack, `bare-${name}`),
    };
    for (const way of WAYS) {
      const act = await ready[way]();
      const start = performance.now();
      await act();
      if (round >= WARM_UP) times[way].push(performance.now() - start);
      // The pods that one causes to come and go are not to slow the next one down.
      await waitUntil(`${way}-${name} back`, () => isBack(stack, `${way}-${name}`), 30_000);
    }
  }
  await close();
  const requests = (way: ClickWay) => requestsOfClicks(stack.auditLog, clicks[way]);
  return { times, requests: { click: requests("click"), one: requests("one"), three: requests("three") } };
}

/** Its maps first, then its template, as a pipeline does. */
async function bring(stack: Stack, way: Way, name: string, version: string): Promise<void> {
  const bot = botOf(way, name, version);
  for (const map of bot.config ?? []) await configure(stack, map, { "rules.yaml": rulesOf(version) });
  await deploy(stack, bot);
}

function botOf(way: Way, name: string, version: string): BotManifest {
  const config = Array.from({ length: MAPS[way] }, (_, map) => `${way}-${name}-rules-${map}`);
  return { name: `${way}-${name}`, version, replicas: 1, env: { MODE: version }, config };
}

/** Some 4 kB. */
function rulesOf(version: string): string {
  return `version: ${version}\n${Array.from({ length: 100 }, (_, line) => `- match: intent-${line}\n  threshold: 0.7\n`).join("")}`;
}

async function patch(stack: Stack, name: string): Promise<void> {
  const { spec } = manifest({ ...botOf("bare", "", "1.1.0"), name }) as { spec: { template: unknown } };
  const operations = [{ op: "replace", path: "/spec/template", value: spec.template }];
  const answer = await stack.admin("PATCH", pathOf(stack.namespace, "Deployment", name), operations, "application/json-patch+json");
  if (answer.status !== 200) throw new Error(`PATCH ${name}: ${answer.status}`);
}

async function isBack({ db }: Stack, name: string): Promise<boolean> {
  const back = { until: null, release: { version: "1.1.0" }, bot: { name, verdict: "healthy" } };
  return (await db.rollout.count({ where: back })) === 1 && (await db.rollback.count({ where: { bot: { name }, endedAt: null } })) === 0;
}

/** Healthy everywhere, and what is to be gone back to has proved itself. */
async function isLive({ db }: Stack, version: string, bots: number): Promise<boolean> {
  const good = version === "1.1.0" ? { knownGoodAt: { not: null } } : {};
  return (await db.rollout.count({ where: { until: null, release: { version, ...good }, bot: { verdict: "healthy" } } })) >= bots;
}
