import type { ConfigMap, CreateRefusal, Pod, Revision, Workload } from "@/lib/cluster/types";
import type { Standing } from "./schemas";

/** An environment as the verbs need it. */
export type { EnvironmentDeclaration as Environment } from "@/lib/platform/config-file";

/** All that the cluster says of one bot at one moment. `refusal` is asked for only where no condition would say it. */
export type Snapshot = {
  workload: Workload;
  revisions: Revision[];
  pods: Pod[];
  /** Each ConfigMap that the live template refers to, by the name it has there; null: there is none of that name. null as a whole: ConfigMaps cannot be seen. */
  config: ReadonlyMap<string, ConfigMap | null> | null;
  refusal?: CreateRefusal | null;
};

/** A release with what decides whether one may go back to it. Its template is read only where it is needed: it may weigh 1 MiB. */
export type ReleaseRecord = {
  release: {
    id: string;
    version: string;
    hash: string;
    images: { container: string; image: string }[];
    commit: string | null;
    author: string | null;
    changeCause: string | null;
    firstSeenAt: Date;
    availableAt: Date | null;
    knownGoodAt: Date | null;
  };
  standing: Standing;
  /** Code of one release and config of another, put together for a plan and never seen to run. */
  composed: boolean;
  /** Marked bad, or rolled back from, and nobody lifted it since. `rollbackId`: the rollback that left it; null where it was marked by hand. */
  quarantine: { since: Date; by: string; reason: string | null; rollbackId: string | null } | null;
  /** When somebody went back from it by other means than a rollback, unless it proved itself again after that. */
  leftAt: Date | null;
  lastLiveAt: Date;
};
