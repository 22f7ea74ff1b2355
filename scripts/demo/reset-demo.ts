import { rmSync } from "node:fs";
import { existingClusterFolder, removeClusterFolder } from "@/lib/platform/embedded-postgres/cluster-folder";
import { stopOrphan } from "@/lib/platform/embedded-postgres/stop-orphan";
import { DEMO } from "./demo-files";

/** Deletes all that the demo keeps. @throws StartError if it is running */
export async function resetDemo(): Promise<void> {
  const cluster = existingClusterFolder(DEMO);
  if (cluster) await stopOrphan(cluster, "demo --reset");
  removeClusterFolder(DEMO);
  rmSync(DEMO, { recursive: true, force: true });
}
