import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where the demo keeps its things. */
export const DEMO = path.resolve(".lastgood/demo");
export const KUBECONFIG = path.join(DEMO, "kubeconfig");
/** As a person types it. */
export const KUBECONFIG_TYPED = ".lastgood/demo/kubeconfig";
export const CLUSTER_STATE = path.join(DEMO, "cluster.json");
export const CONFIG = path.join(DEMO, "lastgood.yaml");

/** Opens the log of one of the demo's programs; what it says does not go to the terminal. */
export function logOf(name: string): number {
  const folder = path.join(DEMO, "logs");
  mkdirSync(folder, { recursive: true });
  return openSync(path.join(folder, `${name}.log`), "a");
}

/** Something kept as JSON between runs; undefined the first time, and where it cannot be read. */
export function kept<T>(name: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path.join(DEMO, name), "utf8")) as T;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  mkdirSync(DEMO, { recursive: true, mode: 0o755 });
  writeFileSync(path.join(DEMO, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
