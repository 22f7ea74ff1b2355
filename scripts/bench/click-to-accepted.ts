import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Agent, request } from "undici";
import { deploy, manifest, pathOf } from "@/e2e/support/workloads";
import { waitUntil } from "@/e2e/support/wait-until";
import type { Stack } from "@/e2e/support/stack";
import { signInCookie } from "./sign-in-cookie";

const WARM_UP = 3;

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
    const click = await timed(() => post("/api/v1/rollbacks", { planId: plan.id }));
    const undo = await timed(() =>
      promisify(execFile)(kubectl, [
        "--kubeconfig",
        stack.kubeconfig,
        "--cache-dir",
        scratch,
        "-n",
        stack.namespace,
        "rollout",
        "undo",
        `deployment/undo-${name}`,
      ]),
    );
    const { spec } = manifest({ name: `bare-${name}`, version: "1.1.0", replicas: 1, env: { MODE: "1.1.0" } }) as {
      spec: { template: unknown };
    };
    const bare = await timed(async () => {
      const path = pathOf(stack.namespace, "Deployment", `bare-${name}`);
      const answer = await stack.admin(
        "PATCH",
        path,
        [{ op: "replace", path: "/spec/template", value: spec.template }],
        "application/json-patch+json",
      );
      if (answer.status !== 200) throw new Error(`PATCH ${path}: ${answer.status}`);
    });
    if (round >= WARM_UP) {
      times.click.push(click);
      times.undo.push(undo);
      times.bare.push(bare);
    }
  }
  await agent.close();
  return times;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function liveCount({ db }: Stack, version: string): Promise<number> {
  return db.rollout.count({ where: { until: null, release: { version }, bot: { verdict: "healthy" } } });
}
