import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The same kubeconfig, in `dir`, that reaches its server over a line. Returns its path. */
export function kubeconfigThrough(kubeconfig: string, server: string, line: string, dir: string): string {
  const file = path.join(dir, `${new URL(line).port}.kubeconfig`);
  writeFileSync(file, readFileSync(kubeconfig, "utf8").replaceAll(server, line), { mode: 0o600 });
  return file;
}
