import { existingClusterFolder, type ClusterFolder } from "./cluster-folder";
import { runningPostmaster } from "./running-postmaster";

/** The connection URL of an embedded PostgreSQL. */
export function clusterUrl(cluster: ClusterFolder, port: number, database = "lastgood"): string {
  return `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The URL of the embedded PostgreSQL that another process runs on `dataDir`; undefined if none does. */
export function embeddedPostgresUrl(dataDir: string): string | undefined {
  const cluster = existingClusterFolder(dataDir);
  const postmaster = cluster && runningPostmaster(cluster.folder);
  return postmaster && clusterUrl(cluster, postmaster.port);
}
