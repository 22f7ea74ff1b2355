import { accessSync, constants } from "node:fs";
import path from "node:path";

const NEEDED = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok"];

/** Whether the real control plane's binaries are there; if not, one line on what was skipped, what is missing and how to get it. */
export function controlPlane(assets: string | undefined): { folder: string } | { missing: string } {
  const absent = NEEDED.filter((name) => !assets || !isExecutable(path.join(assets, name)));
  if (assets && absent.length === 0) return { folder: path.resolve(assets) };
  const why = assets
    ? `${assets} (KUBEBUILDER_ASSETS) lacks ${absent.join(", ")}`
    : `KUBEBUILDER_ASSETS names no folder with ${NEEDED.join(", ")}`;
  return {
    missing:
      `Skipped: cluster and browser tests on a real control plane, because ${why}. "setup-envtest use 1.36.x -p path" gets etcd, kube-apiserver ` +
      `and kubectl; put the others from the Kubernetes and KWOK releases beside them.`,
  };
}

/** Whether there is a file of this path that may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
