import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Agent, request } from "undici";
import { deploy, manifest, pathOf } from "@/e2e/support/workloads";
import { waitUntil } from "@/e2e/support/wait-until";
import type { Stack } from "@/e2e/support/stack";
import { signInCookie } from "./sign-in-cookie";

const WARM_UP = 3;
const OLD = { version: "1.1.0", replicas: 1, env: { MODE: "1.1.0" } };

export type Times = { click: number[]; undo: number[]; bare: number[] };

/**
 * Times three ways back, in turns and on bots of the same shape: confirming in Lastgood (HTTP request to answer), `kubectl rollout undo` (process start to end),
 * and a PATCH of the template on a connection that is open already. The first rounds warm up and do not count.
 */
export async function clickToAccepted(
  stack: Stack,
  { rounds, kubectl, scratch }: { rounds: number; kubectl: string; scratch: string },
): Promise<Times> {
  const names = Array.from({ length: rounds + WARM_UP }, (_, i) => String(i).padStart(3, "0"));
  for (const version of ["1.1.0", "1.2.0"]) {
    for (const name of names) {
      for (const way of ["click", "undo", "bare"])
        await deploy(stack, { name: `${way}-${name}`, version, replicas: 1, env: { MODE: version } });
    }
    await waitUntil(`${version} seen everywhere`, async () => (await liveCount(stack, version)) >= names.length * 3, 120_000);
  }
  const headers = {
    cookie: await signInCookie(stack.url, "kim"),
    origin: stack.url,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
  };
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const post = async (path: string, body: unknown) => {
    const answer = await request(stack.url + path, { method: "POST", headers, body: JSON.stringify(body), dispatcher: agent });
    const json = (await answer.body.json()) as { id: string };
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${JSON.stringify(json)}`);
    return json;
  };

  const times: Times = { click: [], undo: [], bare: [] };
  for (const [round, name] of names.entries()) {
    const { id } = await stack.db.bot.findFirstOrThrow({ where: { name: `click-${name}` } });
    const plan = await post(`/api/v1/bots/${id}/rollback-plans`, {});
    const args = ["--kubeconfig", stack.kubeconfig, "--cache-dir", scratch, "-n", stack.namespace, "rollout", "undo"];
    const ways: Record<keyof Times, () => Promise<unknown>> = {
      click: () => post("/api/v1/rollbacks", { planId: plan.id }),
      undo: () => promisify(execFile)(kubectl, [...args, `deployment/undo-${name}`]),
      bare: () => patch(stack, `bare-${name}`),
    };
    for (const [way, act] of Object.entries(ways) as [keyof Times, () => Promise<unknown>][]) {
      const took = await timed(act);
      if (round >= WARM_UP) times[way].push(took);
      // The pods that one causes to come and go are not to slow the next one down.
      await waitUntil(`${way}-${name} back`, () => isBack(stack, `${way}-${name}`), 30_000);
    }
  }
  await agent.close();
  return times;
}

async function patch(stack: Stack, name: string): Promise<void> {
  const { spec } = manifest({ name, ...OLD }) as { spec: { template: unknown } };
  const operations = [{ op: "replace", path: "/spec/template", value: spec.template }];
  const answer = await stack.admin("PATCH", pathOf(stack.namespace, "Deployment", name), operations, "application/json-patch+json");
  if (answer.status !== 200) throw new Error(`PATCH ${name}: ${answer.status}`);
}

async function isBack({ db }: Stack, name: string): Promise<boolean> {
  const back = { until: null, release: { version: OLD.version }, bot: { name, verdict: "healthy" } };
  return (await db.rollout.count({ where: back })) === 1 && (await db.rollback.count({ where: { bot: { name }, endedAt: null } })) === 0;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function liveCount({ db }: Stack, version: string): Promise<number> {
  return db.rollout.count({ where: { until: null, release: { version }, bot: { verdict: "healthy" } } });
}
