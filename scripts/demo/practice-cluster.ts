import { StartError } from "@/lib/platform/start-error";
import { freePort } from "@/lib/platform/embedded-postgres/free-port";
import { answersWithin } from "../supervisor/answers-within";
import { keepRunning, type Child } from "../supervisor/keep-running";
import { refuseTakenPort } from "../supervisor/refuse-taken-port";
import { CLUSTER_STATE, keep, kept, KUBECONFIG, logOf } from "./demo-files";

const UP_WITHIN_MS = 20_000;

/** Starts the practice cluster with the demo's bots, on the port of last time if it is free: open terminals keep working. */
export async function startDemoCluster(patienceMs: number): Promise<Child & { url: string }> {
  const port = await samePortOrFree(patienceMs);
  keep("cluster-port.json", port);
  const child = keepRunning({
    name: "practice-cluster",
    args: [
      "--import",
      "tsx",
      "lib/sandbox/main.ts",
      "--demo",
      "--port",
      String(port),
      "--state",
      CLUSTER_STATE,
      "--kubeconfig",
      KUBECONFIG,
    ],
    env: process.env,
    output: logOf("practice-cluster"),
    onEnd: () => {},
  });
  const url = `http://127.0.0.1:${port}`;
  if (await answersWithin(`${url}/readyz`, UP_WITHIN_MS)) return { ...child, url };
  await child.stop();
  throw new StartError("The practice cluster did not start. What it said is in .lastgood/demo/logs/practice-cluster.log.");
}

async function samePortOrFree(patienceMs: number): Promise<number> {
  const before = kept<number>("cluster-port.json");
  if (before === undefined) return freePort();
  return refuseTakenPort(before, "127.0.0.1", patienceMs).then(
    () => before,
    () => freePort(),
  );
}
