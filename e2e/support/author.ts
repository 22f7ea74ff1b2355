import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { WorkloadKind } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Target } from "./clusters";
import { manifest } from "./workloads";

export type Mode = "client-side" | "server-side";
export type Written = { kind: WorkloadKind; name: string; mode: Mode; config?: string[] };

/** What changes from one version to the next: each kind of field that a manifest adds, changes and drops. */
const VERSIONS: Record<
  string,
  { env: Record<string, string>; labels: JsonObject; notes: JsonObject; ports: number[]; memory: string; cause?: string }
> = {
  "1.1.0": {
    env: { MODEL: "a", OLD: "1" },
    labels: { tier: "gold" },
    notes: { owner: "support" },
    ports: [8080, 9090],
    memory: "64Mi",
    cause: "first",
  },
  "1.2.0": { env: { MODEL: "b", BAD: "1" }, labels: { cell: "7" }, notes: { bad: "yes" }, ports: [8080], memory: "128Mi", cause: "second" },
  "1.3.0": { env: { MODEL: "a", NEW: "1" }, labels: { tier: "silver" }, notes: {}, ports: [8081], memory: "96Mi" },
};

/** The manifest of a version as its author keeps it in Git. */
export function authored({ kind, name, config }: Written, version: string): JsonObject {
  const said = VERSIONS[version];
  if (!said) throw new Error(`no version ${version}`);
  const { env, labels, notes, ports, memory, cause } = said;
  const spec = kind === "StatefulSet" ? { podManagementPolicy: "Parallel" } : {};
  const object = manifest({
    kind,
    name,
    version,
    replicas: 1,
    env,
    spec,
    ...(config ? { config } : {}),
    ...(cause ? { annotations: { "kubernetes.io/change-cause": cause } } : {}),
  }) as unknown as {
    spec: { template: { metadata: { labels: JsonObject; annotations: JsonObject }; spec: { containers: JsonObject[] } } };
  };
  const { metadata, spec: pod } = object.spec.template;
  Object.assign(metadata.labels, { app: name });
  metadata.labels = { ...metadata.labels, ...labels };
  metadata.annotations = { ...metadata.annotations, ...notes };
  Object.assign(pod.containers[0] ?? {}, {
    ports: ports.map((containerPort) => ({ containerPort, name: `p${containerPort}` })),
    resources: { limits: { memory } },
  });
  return object as unknown as JsonObject;
}

/** An author who applies manifests with the real kubectl: everything of one mode in one run, which fails where one of them does. */
export class Author {
  readonly #dir = mkdtempSync(path.join(tmpdir(), "lastgood-author-"));
  readonly #target: Target;
  #files = 0;

  constructor(target: Target) {
    this.#target = target;
  }

  async apply(namespace: string, bots: readonly (Written & { version: string })[]): Promise<void> {
    await Promise.all(
      (["client-side", "server-side"] as const).map(async (mode) => {
        const items = bots.filter((bot) => bot.mode === mode).map((bot) => authored(bot, bot.version));
        if (items.length === 0) return;
        const file = path.join(this.#dir, `${++this.#files}.json`);
        writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
        await this.#target.kubectl("apply", "-n", namespace, ...(mode === "server-side" ? ["--server-side"] : []), "-f", file);
      }),
    );
  }

  close(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
