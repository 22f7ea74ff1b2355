import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assets, describeOnEachCluster } from "../support/clusters";
import { inNamespace, testDeployment } from "../support/test-deployment";

const dir = mkdtempSync(path.join(tmpdir(), "lastgood-kubectl-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.skipIf(assets === undefined)("kubectl", () => {
  describeOnEachCluster("works unmodified", (target) => {
    const { kubectl } = target;
    const here = inNamespace(target);
    const rolledOut = async () =>
      expect(await kubectl("rollout", "status", "deployment/bot", "--timeout=20s")).toContain("successfully rolled out");
    const apply = async (image: string, env: object[] = []) => {
      const deployment = testDeployment("bot", { image });
      const [container] = deployment.spec.template.spec.containers;
      Object.assign(container ?? {}, { env });
      const file = path.join(dir, `${target.namespace}.json`);
      writeFileSync(file, JSON.stringify(deployment));
      return kubectl("apply", "-f", file);
    };
    const container = async () => (await here.get("deployments", "bot")).spec.template.spec.containers[0];

    test("apply creates, changes, removes what is left out, and leaves others' fields alone", async () => {
      expect(await apply("registry.test/bot:1", [{ name: "A", value: "1" }])).toBe("deployment.apps/bot created\n");
      expect(await apply("registry.test/bot:1", [{ name: "A", value: "1" }])).toBe("deployment.apps/bot unchanged\n");
      await kubectl("set", "env", "deployment/bot", "OTHERS=x");
      expect(await apply("registry.test/bot:2", [{ name: "B", value: "2" }])).toBe("deployment.apps/bot configured\n");
      expect(await container()).toMatchObject({ image: "registry.test/bot:2" });
      expect((await container())?.env?.map(({ name }) => name).sort()).toEqual(["B", "OTHERS"]);
    });

    test("rollout: status, history, undo, restart, pause", async () => {
      await apply("registry.test/bot:1");
      await rolledOut();
      expect(await kubectl("set", "image", "deployment/bot", "bot=registry.test/bot:2")).toBe("deployment.apps/bot image updated\n");
      await kubectl("annotate", "deployment/bot", "kubernetes.io/change-cause=second");
      await rolledOut();
      expect(await kubectl("rollout", "history", "deployment/bot")).toMatch(/REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2\s+second/);
      expect(await kubectl("rollout", "history", "deployment/bot", "--revision=1")).toContain("registry.test/bot:1");
      expect(await kubectl("rollout", "undo", "deployment/bot")).toBe("deployment.apps/bot rolled back\n");
      await rolledOut();
      expect(await container()).toMatchObject({ image: "registry.test/bot:1" });
      expect(await kubectl("rollout", "history", "deployment/bot")).toMatch(/\n2\s+second\n3\s+<none>/);
      await kubectl("rollout", "restart", "deployment/bot");
      await rolledOut();
      expect(await here.replicaSets()).toHaveLength(3);
      expect(await kubectl("rollout", "pause", "deployment/bot")).toBe("deployment.apps/bot paused\n");
      await expect(kubectl("rollout", "undo", "deployment/bot")).rejects.toThrow("cannot rollback a paused deployment");
      expect(await kubectl("rollout", "resume", "deployment/bot")).toBe("deployment.apps/bot resumed\n");
    });

    test("get, describe, scale, edit, patch, wait, delete", async () => {
      await apply("registry.test/bot:1");
      expect(await kubectl("scale", "deployment/bot", "--replicas=2")).toBe("deployment.apps/bot scaled\n");
      await rolledOut();
      expect(await kubectl("get", "deployment", "bot")).toMatch(/NAME\s+READY\s+UP-TO-DATE\s+AVAILABLE\s+AGE\nbot\s+2\/2\s+2\s+2\s+\d+s/);
      expect(await kubectl("get", "all")).toMatch(/replicaset\.apps\/bot-\w+\s+2\s+2\s+2/);
      expect(await kubectl("get", "pods", "-o", "wide")).toMatch(/bot-\w+-\w+\s+1\/1\s+Running\s+0/);
      const described = await kubectl("describe", "deployment", "bot");
      expect(described).toContain("2 desired | 2 updated | 2 total | 2 available | 0 unavailable");
      expect(described).toContain("ScalingReplicaSet");
      expect(await kubectl("patch", "deployment", "bot", "-p", '{"spec":{"minReadySeconds":1}}')).toBe("deployment.apps/bot patched\n");
      const edited = await target.kubectlEdit("sed -i.bak s/bot:1/bot:5/", "deployment", "bot");
      expect(edited).toContain("deployment.apps/bot edited");
      expect(await container()).toMatchObject({ image: "registry.test/bot:5" });
      expect(await kubectl("wait", "--for=condition=Available", "deployment/bot", "--timeout=20s")).toContain("condition met");
      expect(await kubectl("delete", "deployment", "bot")).toContain('deployment.apps "bot" deleted');
      expect(await kubectl("get", "deployments")).toBe("");
    });

    test("create, explain, auth, diff and a server's dry run", async () => {
      expect(await kubectl("create", "configmap", "words", "--from-literal=a=1")).toBe("configmap/words created\n");
      expect(await kubectl("get", "configmap", "words", "-o", "jsonpath={.data.a}")).toBe("1");
      writeFileSync(path.join(dir, "bytes"), Buffer.from([0, 255, 254]));
      await kubectl("create", "configmap", "bytes", `--from-file=${path.join(dir, "bytes")}`);
      expect(await kubectl("get", "configmap", "bytes", "-o", "jsonpath={.binaryData.bytes}")).toBe("AP/+");
      expect(await kubectl("explain", "deployment.spec.strategy")).toContain("rollingUpdate");
      expect(await kubectl("auth", "can-i", "patch", "deployments")).toBe("yes\n");
      expect(await kubectl("apply", "--dry-run=server", "-f", await fileOf("bot"))).toBe("deployment.apps/bot created (server dry run)\n");
      await expect(kubectl("get", "deployment", "bot")).rejects.toThrow('deployments.apps "bot" not found');
      await expect(kubectl("apply", "-f", await fileOf("bot", { ghost: 1 }))).rejects.toThrow('unknown field "spec.ghost"');
    });

    const fileOf = async (name: string, more: object = {}) => {
      const file = path.join(dir, `${target.namespace}-${name}.json`);
      const deployment = testDeployment(name);
      writeFileSync(file, JSON.stringify({ ...deployment, spec: { ...deployment.spec, ...more } }));
      return Promise.resolve(file);
    };
  });
});
