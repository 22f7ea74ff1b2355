import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyName } from "@/lib/bots/config/copy-name";
import type { ConfigFile } from "@/lib/bots/config/types";
import type { Cluster } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { collectCopies } from "@/lib/rollbacks/collect-copies";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { configure, deploy, pathOf, type BotManifest } from "../support/workloads";

const GOOD = { "thresholds.yaml": "escalate_above: 0.7\n", "tone.txt": "kind\n" };
const BAD = { "thresholds.yaml": "escalate_above: 0.2\n" };
const PRODUCTION = { name: "production", context: null };

describeOnEachCluster("copies that rollbacks left", (target) => {
  let product: Product;
  let cluster: Cluster;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
    cluster = product.ctx().clusters.of(PRODUCTION);
  });
  afterEach(() => product.stop());

  const bot: Partial<BotManifest> = { replicas: 1, config: ["omni-rules"], spec: { revisionHistoryLimit: 1 } };
  const live = (version: string) => product.bot("omniserve", ({ live: rollout }) => rollout?.release.version === version);
  const path = (resource: string, name = "") => `/api/v1/namespaces/${target.namespace}/${resource}${name && `/${name}`}`;
  const names = async () => {
    const { body } = await target.admin("GET", path("configmaps"));
    const { items } = body as unknown as { items: { metadata: { name: string } }[] };
    return items.map(({ metadata }) => metadata.name).filter((name) => name !== "kube-root-ca.crt");
  };
  /** As the worker does it, an hour from now. Returns which maps are left. */
  const collect = async () => {
    const maps = await Promise.all((await names()).map((name) => cluster.getConfigMap({ namespace: target.namespace, name })));
    const clock = { now: () => new Date(Date.now() + 3_600_000) };
    const input = { environment: PRODUCTION, maps: maps.flatMap((map) => map ?? []) };
    await collectCopies({ ctx: { ...product.ctx(), clock }, input });
    return names();
  };
  /** A copy as a rollback makes it, of the map `name`. */
  const copyOf = async (name: string): Promise<string> => {
    const [hash = ""] = await product.ctx().vault.keep(product.ctx(), [name]);
    const files: ConfigFile[] = [{ key: "name", kind: "text", hash, size: name.length }];
    const annotations = { "lastgood.dev/copy-of": name };
    const wanted = { name: copyName(name, files), namespace: target.namespace, labels: {}, annotations, data: { name }, binaryData: {} };
    await cluster.createConfigMap(wanted, { dryRun: false });
    return wanted.name;
  };

  test("stay while the live template, or a former one, refers to them; then they go, and nobody's map with them", async () => {
    await configure(target, "omni-rules", GOOD);
    await deploy(target, { ...bot, version: "1.1.0" });
    await product.bot("omniserve", ({ live: rollout }) => rollout?.release.standing === "known-good");
    await configure(target, "omni-rules", BAD);
    const { id } = await live("1.1.0+config.2");
    await product.rollback(await product.click(id), ({ phase }) => phase === "recovered");
    const [copy = ""] = (await names()).filter((name) => name !== "omni-rules");
    // Somebody's: a copy of the copy by hand, and a map with our label.
    const { body } = await target.admin("GET", path("configmaps", copy));
    const { metadata, data, immutable } = body as unknown as { metadata: { labels: JsonObject; annotations: JsonObject } } & JsonObject;
    for (const name of ["omni-rules-lg-copy", "theirs"]) {
      const { labels, annotations } = metadata;
      await target.admin("POST", `${path("configmaps")}?fieldManager=dana`, {
        metadata: { name, labels, annotations },
        data: data!,
        immutable: immutable!,
      });
    }
    const theirs = ["omni-rules", "omni-rules-lg-copy", "theirs"];
    expect((await collect()).sort()).toEqual([...theirs, copy].sort());

    await deploy(target, { ...bot, version: "1.2.0" });
    await live("1.2.0");
    await gone("the pods of 1.1.0", () => refers(path("pods"), copy));
    expect(await refers(pathOf(target.namespace, "Deployment"), copy)).toBe(false);
    expect(await refers(replicaSets(), copy)).toBe(true);
    expect(await collect()).toContain(copy);

    await deploy(target, { ...bot, version: "1.2.0", spec: { revisionHistoryLimit: 0 } });
    await gone("the ReplicaSet of 1.1.0", () => refers(replicaSets(), copy));
    // The deploy left our note on the template as it was.
    expect(await text(pathOf(target.namespace, "Deployment"))).toContain(copy);
    expect((await collect()).sort()).toEqual(theirs);
  });

  test("stay while a pod refers to them that belongs to nobody", async () => {
    const [used, left] = [await copyOf("used"), await copyOf("left")];
    const volumes = [{ name: "config", configMap: { name: used } }];
    const spec = { containers: [{ name: "bot", image: "omniserve:1.0.0" }], volumes };
    await target.admin("POST", path("pods"), { metadata: { name: "bare" }, spec });
    expect((await names()).sort()).toEqual([left, used].sort());
    expect(await collect()).toEqual([used]);
    await target.admin("DELETE", path("pods", "bare"), { gracePeriodSeconds: 0 });
    await gone("the pod", () => refers(path("pods"), used));
    expect(await collect()).toEqual([]);
  });

  describe.runIf(target.cluster.name === "real")("with what only a real cluster has", () => {
    test("stay while a CronJob refers to them, also one that never ran, and a former template of a StatefulSet", async () => {
      const [used] = [await copyOf("used"), await copyOf("left")];
      const template = {
        spec: { restartPolicy: "Never", containers: [{ name: "job", image: "job:1", envFrom: [{ configMapRef: { name: used } }] }] },
      };
      const jobs = `/apis/batch/v1/namespaces/${target.namespace}/cronjobs`;
      const spec = { schedule: "0 0 1 1 *", suspend: true, jobTemplate: { spec: { template } } };
      await target.admin("POST", jobs, { metadata: { name: "nightly" }, spec });
      expect(await collect()).toEqual([used]);
      await target.admin("DELETE", `${jobs}/nightly`);
      await gone("the CronJob", () => refers(jobs, used));

      const set: BotManifest = { kind: "StatefulSet", name: "greeter", version: "1.0.0", replicas: 1, spec: { revisionHistoryLimit: 1 } };
      await configure(target, "other", {});
      await deploy(target, { ...set, config: [used] });
      await deploy(target, { ...set, version: "1.1.0", config: ["other"] });
      await gone("its pod of then", () => refers(path("pods"), used));
      expect(await collect()).toEqual(["other", used]);
      await target.admin("DELETE", pathOf(target.namespace, "StatefulSet", "greeter"));
      await gone("its revisions", () => refers(`/apis/apps/v1/namespaces/${target.namespace}/controllerrevisions`, used));
      expect(await collect()).toEqual(["other"]);
    });
  });

  const text = async (of: string) => JSON.stringify((await target.admin("GET", of)).body);
  const refers = async (of: string, name: string) => (await text(of)).includes(`"name":"${name}"`);
  const replicaSets = () => `/apis/apps/v1/namespaces/${target.namespace}/replicasets`;
  const gone = (what: string, isThere: () => Promise<boolean>) => waitUntil(`${what} to be gone`, async () => !(await isThere()), 40_000);
});
