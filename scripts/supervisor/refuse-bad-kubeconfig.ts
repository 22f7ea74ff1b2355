import { readFileSync } from "node:fs";
import path from "node:path";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { parseKubeconfig } from "@/lib/cluster/parse-kubeconfig";
import { StartError } from "@/lib/platform/start-error";

/** Reads every file that KUBECONFIG names, as far as that goes without a cluster. @throws StartError with what is wrong, and nothing of their content */
export function refuseBadKubeconfig(list: string | undefined): void {
  const problems = (list ?? "").split(path.delimiter).flatMap((file) => (file === "" ? [] : problemWith(file)));
  if (problems.length > 0) throw new StartError(problems);
}

function problemWith(file: string): string[] {
  try {
    parseKubeconfig(readFileSync(file, "utf8"), file);
    return [];
  } catch (error) {
    if (error instanceof ClusterError) return [`KUBECONFIG: ${error.message}`];
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return [`KUBECONFIG: ${file} cannot be read (${code})`];
  }
}
