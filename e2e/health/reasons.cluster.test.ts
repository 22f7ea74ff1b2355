import { writeFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/platform/json";
import { clusterUsers } from "../support/cluster-users";
import { describeOnEachCluster } from "../support/clusters";
import { playKubelet } from "../support/play-kubelet";
import { startProduct, type Product } from "../support/product";
import { configure, manifest, pathOf, deploy, type BotManifest } from "../support/workloads";

type Cause = {
  name: string;
  bot?: Partial<BotManifest>;
  /** More of its pod's spec, and of its one container. */
  pod?: JsonObject;
  container?: JsonObject;
  /** What the kubelet says once its pod is there. */
  then?: (kubelet: ReturnType<typeof playKubelet>) => Promise<void>;
  says: RegExp;
};

const NEVER = { "kubelet.test/start-ms": "600000" };
const status = (state: JsonObject, more: JsonObject = {}): JsonObject => ({
  containerStatuses: [{ name: "bot", image: "omniserve:1", imageID: "", ready: false, started: false, restartCount: 0, state, ...more }],
});
const crashed = (exitCode: number, reason: string): JsonObject =>
  status(
    { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s" } },
    { restartCount: 4, lastState: { terminated: { exitCode, reason } } },
  );
const gpu = { resources: { limits: { "example.com/gpu": "1" } } };

/** On the practice cluster these come about by themselves, too. */
const EVERYWHERE: Cause[] = [
  {
    name: "crashing",
    bot: { behaviour: "crash" },
    says: /^Pod crashing-\S+ (?:crashes on start|crashed) \(restarted (?:once|4 times), last exit code 1\)\.$/,
  },
  {
    name: "no-image",
    bot: { behaviour: "image-pull" },
    says: /^Pod no-image-\S+ cannot pull the image omniserve:1: the registry has no such image or tag\.$/,
  },
];
const PRACTICE: Cause[] = [
  { name: "no-map", bot: { config: ["gone"] }, says: /^Pod no-map-\S+ cannot start: ConfigMap gone does not exist\.$/ },
  {
    name: "no-key",
    container: { env: [{ name: "MODE", valueFrom: { configMapKeyRef: { name: "rules", key: "mode" } } }] },
    says: /^Pod no-key-\S+ cannot start container bot: ConfigMap rules has no key mode\.$/,
  },
  {
    name: "unready",
    bot: { behaviour: "never-ready" },
    says: /^Pod unready-\S+ is up but not ready yet: its readiness probe fails \(it answers HTTP 503\)\.$/,
  },
];
const REAL: Cause[] = [
  {
    name: "quota",
    container: gpu,
    says: /^The cluster refuses to create pods: exceeded quota gpus \(requests\.example\.com\/gpu: 0 of 0 used, 1 more asked for\)\.$/,
  },
  {
    name: "webhook",
    says: /^The cluster refuses to create pods: admission webhook guard\.example\.com does not answer \(connection refused\), and without its word nothing is made\.$/,
  },
  {
    name: "pod-security",
    pod: { hostNetwork: true },
    says: /^The cluster refuses to create pods: its namespace holds pods to the Pod Security level baseline, and these break it: host namespaces \(hostNetwork=true\)\.$/,
  },
  {
    name: "limit-range",
    container: { resources: { limits: { memory: "2Gi" } } },
    says: /^The cluster refuses to create pods: a limit range of its namespace forbids it: maximum memory usage per Container is 1Gi, but limit is 2Gi\.$/,
  },
  {
    name: "priority",
    pod: { priorityClassName: "urgent" },
    says: /^The cluster refuses to create pods: its priority class urgent does not exist\.$/,
  },
  {
    name: "cpu",
    container: { resources: { requests: { cpu: "100" } } },
    says: /^Pod cpu-\S+ finds no node: of \d+, \d+ with too little free CPU\.$/,
  },
  {
    name: "selector",
    pod: { nodeSelector: { disk: "none" } },
    says: /^Pod selector-\S+ finds no node: of \d+, \d+ not among those that its node selector or affinity names\.$/,
  },
  { name: "no-claim", pod: claiming("lost"), says: /^Pod no-claim-\S+ finds no node: its PersistentVolumeClaim lost does not exist\.$/ },
  {
    name: "unbound",
    pod: claiming("unbound"),
    says: /^Pod unbound-\S+ waits for storage: its PersistentVolumeClaim unbound is not bound: no volume fits, and it names no storage class that would make one\.$/,
  },
  {
    name: "memory",
    bot: { behaviour: "never-ready" },
    then: async ({ podOf, report }) => report(await podOf("memory", "Running"), crashed(137, "OOMKilled")),
    says: /^Pod memory-\S+ crashes on start \(restarted 4 times, last exit code 137: it was killed for using more memory than it may\)\.$/,
  },
  {
    name: "liveness",
    bot: { behaviour: "never-ready" },
    then: async ({ podOf, report, tell }) => {
      const pod = await podOf("liveness", "Running");
      await tell(pod, "Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500");
      await report(pod, crashed(137, "Error"));
    },
    says: /^Pod liveness-\S+ is killed again and again: its liveness probe fails \(it answers HTTP 500\), restarted 4 times\.$/,
  },
  {
    name: "readiness",
    bot: { behaviour: "never-ready" },
    then: async ({ podOf, tell }) =>
      tell(await podOf("readiness", "Running"), "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503"),
    says: /^Pod readiness-\S+ is up but not ready yet: its readiness probe fails \(it answers HTTP 503\)\.$/,
  },
  {
    name: "no-secret",
    bot: { behaviour: "never-ready" },
    then: async ({ podOf, report }) =>
      report(
        await podOf("no-secret", "Running"),
        status({ waiting: { reason: "CreateContainerConfigError", message: 'secret "keys" not found' } }),
      ),
    says: /^Pod no-secret-\S+ cannot start container bot: Secret keys does not exist\.$/,
  },
  {
    name: "no-mount",
    bot: { annotations: NEVER },
    then: async ({ podOf, tell }) =>
      tell(await podOf("no-mount", "Pending"), "FailedMount", 'MountVolume.SetUp failed for volume "rules" : configmap "rules" not found'),
    says: /^Pod no-mount-\S+ cannot start: ConfigMap rules does not exist\.$/,
  },
  {
    name: "init",
    pod: {
      initContainers: [
        { name: "fetch", image: "fetch:1" },
        { name: "migrate", image: "migrate:1" },
      ],
    },
    bot: { behaviour: "never-ready" },
    then: async ({ podOf, report }) => {
      const waiting = { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s" } };
      const base = { image: "migrate:1", imageID: "", ready: false, started: false, restartCount: 4 };
      const initContainerStatuses = [
        { ...base, name: "migrate", state: waiting, lastState: { terminated: { exitCode: 127, reason: "Error" } } },
      ];
      return report(await podOf("init", "Running"), { initContainerStatuses });
    },
    says: /^Pod init-\S+ crashes on start in its init container migrate \(2 of 2\): restarted 4 times, last exit code 127: its command was not found\.$/,
  },
  {
    name: "node",
    then: async ({ podOf, report }) => {
      const pod = await podOf("node", "Running");
      const others = (pod.status.conditions as JsonObject[]).filter(({ type }) => type !== "Ready");
      return report(pod, { conditions: [...others, { type: "Ready", status: "False" }] as Json[] });
    },
    says: /^Pod node-\S+ runs on node \S+, which does not answer: the cluster counts it as not ready\.$/,
  },
];

function claiming(claimName: string): JsonObject {
  return { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] };
}

/** The Deployment of one pod with this cause in it. */
function broken({ name, bot, pod = {}, container = {} }: Cause): JsonObject {
  const { annotations = {}, ...rest } = bot ?? {};
  const object = manifest({ version: "1", replicas: 1, ...rest, name }) as {
    spec: { template: { metadata: JsonObject; spec: JsonObject & { containers: JsonObject[] } } };
  };
  const { template } = object.spec;
  Object.assign(template.metadata.annotations as JsonObject, annotations);
  Object.assign(template.spec, pod);
  Object.assign(template.spec.containers[0] ?? {}, container);
  return object as unknown as JsonObject;
}

describeOnEachCluster("a bot that does not come up", (target) => {
  const isReal = target.cluster.name === "real";
  let product: Product;
  const start = async (kubeconfig = target.cluster.kubeconfig) => {
    product = await startProduct({ kubeconfig, namespace: target.namespace });
  };
  const cleanUps: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
    await product.stop();
  });
  const post = async (where: string, body: JsonObject) => {
    const answer = await target.admin("POST", where, body);
    if (answer.status >= 300) throw new Error(`${where}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const api = () => `/api/v1/namespaces/${target.namespace}`;

  /** What forbids pods in this namespace: each of it only those that are made for it. */
  async function forbid(): Promise<void> {
    await target.admin(
      "PATCH",
      api(),
      { metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } } },
      "application/merge-patch+json",
    );
    await post(`${api()}/resourcequotas`, { metadata: { name: "gpus" }, spec: { hard: { "requests.example.com/gpu": "0" } } });
    const limits = [{ type: "Container", max: { memory: "1Gi" }, default: { memory: "64Mi" }, defaultRequest: { memory: "64Mi" } }];
    await post(`${api()}/limitranges`, { metadata: { name: "memory" }, spec: { limits } });
    const resources = { requests: { storage: "1Gi" } };
    await post(`${api()}/persistentvolumeclaims`, {
      metadata: { name: "unbound" },
      spec: { accessModes: ["ReadWriteOnce"], resources, storageClassName: "" },
    });
    const hooks = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    const name = `deny-${target.namespace}`;
    await post(hooks, { metadata: { name }, webhooks: [webhook(target.namespace)] });
    cleanUps.push(() => target.admin("DELETE", `${hooks}/${name}`));
  }

  test("is given its reason, whatever it is, within seconds after the cluster has shown it", async () => {
    await start();
    if (isReal) await forbid();
    await configure(target, isReal ? "unread" : "rules", { other: "1" });
    const kubelet = playKubelet(target);
    const causes = [...EVERYWHERE, ...(isReal ? REAL : PRACTICE)];
    const seen = await Promise.all(
      causes.map(async (cause) => {
        await post(pathOf(target.namespace, "Deployment"), broken(cause));
        await cause.then?.(kubelet);
        let told: string[] = [];
        await product
          .bot(cause.name, ({ verdictReasons }) => (told = verdictReasons).some((reason) => cause.says.test(reason)))
          .catch(() => undefined);
        return told;
      }),
    );
    for (const [index, { says }] of causes.entries()) expect(seen[index]).toContainEqual(expect.stringMatching(says));
  });

  test("shows the last lines of what crashed, masked, on the bot and on its run, until the run fails for it", async () => {
    await start();
    const short = { replicas: 2, spec: { strategy: { type: "Recreate" }, progressDeadlineSeconds: 4 } };
    await deploy(target, { version: "1.1.0", behaviour: "crash", ...short });
    const { sight } = await product.bot("omniserve", (bot) => bot.sight.lastLines.length > 0);
    const crash = isReal ? "KeyError: sentiment" : "FATAL cannot start: exit 1";
    expect(sight.lastLines).toMatchObject([{ container: "bot", lines: expect.arrayContaining([crash]) as string[] }]);

    await deploy(target, { version: "1.2.0", ...short });
    const bot = await product.bot("omniserve", ({ verdict, live }) => verdict === "healthy" && live?.release.version === "1.2.0");
    expect(bot.sight.lastLines).toEqual([]);
    const { id: bad } = await product.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    const id = await product.click(bot.id, bad);
    const why = /Pod omniserve-\S+ (?:\(and 1 more pod\) )?crashe[sd]/;
    const going = await product.rollback(
      id,
      ({ sentence, remarks }) => why.test(sentence) && remarks.some(({ lines }) => lines.includes(crash)),
    );
    expect(going).toMatchObject({ active: true, remarks: expect.arrayContaining([expect.objectContaining({ tone: "bad" })]) as unknown[] });
    const ended = await product.rollback(id, ({ phase }) => phase === "failed");
    expect(ended.sentence).toMatch(/^1\.1\.0 did not come up in \d+\.\d s\. Pod omniserve-\S+ \(and 1 more pod\) crashe/);
    expect(ended.remarks.filter(({ lines }) => lines.length > 0)).toHaveLength(1);
  });

  test("is judged all the same where Lastgood may read neither logs nor events", async () => {
    const kubeconfig = path.join(path.dirname(target.cluster.kubeconfig), `${target.cluster.name}-lister.kubeconfig`);
    const own = readFileSync(target.cluster.kubeconfig, "utf8").replaceAll(target.cluster.adminToken, clusterUsers.lister.token);
    writeFileSync(kubeconfig, own, { mode: 0o600 });
    await start(kubeconfig);
    await deploy(target, { version: "1.1.0", behaviour: "crash", replicas: 1 });
    const { sight } = await product.bot("omniserve", ({ verdictReasons: [reason = ""] }) => /crashe[sd]/.test(reason));
    expect(sight.lastLines).toEqual([]);
  });
});

function webhook(namespace: string): JsonObject {
  return {
    name: "guard.example.com",
    clientConfig: { url: "https://127.0.0.1:1/nobody" },
    rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    objectSelector: { matchLabels: { app: "webhook" } },
    failurePolicy: "Fail",
    sideEffects: "None",
    admissionReviewVersions: ["v1"],
    timeoutSeconds: 1,
  };
}
