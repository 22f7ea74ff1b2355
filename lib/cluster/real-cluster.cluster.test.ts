import { afterEach, describe, expect, test } from "vitest";
import { describeOnEachCluster } from "@/e2e/support/clusters";
import { waitUntil } from "@/e2e/support/wait-until";
import { deploy } from "@/e2e/support/workloads";
import { asAdmin, closeAll, release, rolledOut, switchTo } from "./testing/real-door";
import { webhook } from "./testing/webhook";

afterEach(closeAll);

describeOnEachCluster("what only a real cluster does", (target) => {
  describe.runIf(target.cluster.name === "real")("in history, quotas and admission", () => {
    test.each(["StatefulSet", "DaemonSet"] as const)("a %s and its revisions", async (kind) => {
      const cluster = asAdmin(target);
      await deploy(target, release("1.0.0", { kind }));
      const before = await rolledOut(cluster, target, kind);
      await deploy(target, release("1.1.0", { kind }));
      const after = await waitUntil("the second release", async () => {
        const workload = await rolledOut(cluster, target, kind);
        return (await cluster.listRevisions(workload)).length === 2 && workload;
      });
      const revisions = await cluster.listRevisions(after);
      const [first, second] = revisions.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
      expect([first?.template, second?.template]).toEqual([before.template, after.template]);
      const pods = await waitUntil("the new pod", async () => {
        const found = await cluster.listPods(after);
        return found.length === 1 && found[0]?.podHash === second?.podHash && found;
      });
      expect(pods[0]).toMatchObject({ ownerUid: after.uid, ownerKind: kind });

      expect(await cluster.patchWorkload(after.ref, switchTo(after, first?.template), { dryRun: false })).toMatchObject({
        kind: "accepted",
      });
      await waitUntil("the renumbering", async () =>
        (await cluster.listRevisions(after)).some(({ uid, number }) => uid === first?.uid && number === 3),
      );
    });

    test("a quota shows on the revision that could not make pods", async () => {
      const cluster = asAdmin(target);
      await target.admin("POST", `/api/v1/namespaces/${target.namespace}/resourcequotas`, {
        metadata: { name: "none" },
        spec: { hard: { pods: "0" } },
      });
      await waitUntil("the quota", async () =>
        JSON.stringify((await target.admin("GET", `/api/v1/namespaces/${target.namespace}/resourcequotas/none`)).body).includes('"used"'),
      );
      await deploy(target, release("1.0.0"));
      const ref = { namespace: target.namespace, kind: "Deployment", name: "bot" } as const;
      const failure = await waitUntil("the refusal", async () => {
        const workload = await cluster.getWorkload(ref);
        const revisions = workload ? await cluster.listRevisions(workload) : [];
        return revisions[0]?.conditions.find(({ type }) => type === "ReplicaFailure");
      });
      expect(failure).toMatchObject({
        status: "True",
        reason: "FailedCreate",
        message: expect.stringContaining("exceeded quota: none") as unknown,
      });
    });

    test.each([
      ["denies", 403, { kind: "forbidden", message: 'admission webhook "policy.lastgood.test" denied the request: not on a Friday' }],
      [
        "denies as if a test had failed",
        422,
        { kind: "refused", status: 422, message: 'admission webhook "policy.lastgood.test" denied the request: not on a Friday' },
      ],
      [
        "denies as if it had failed itself",
        500,
        { kind: "refused", status: 500, message: 'admission webhook "policy.lastgood.test" denied the request: not on a Friday' },
      ],
      [
        "denies as if we were strangers",
        401,
        { kind: "refused", status: 401, message: 'admission webhook "policy.lastgood.test" denied the request: not on a Friday' },
      ],
      [
        "denies as if it were busy",
        429,
        { kind: "refused", status: 429, message: 'admission webhook "policy.lastgood.test" denied the request: not on a Friday' },
      ],
      [
        "is down",
        null,
        { kind: "refused", status: 500, message: expect.stringContaining('failed calling webhook "policy.lastgood.test"') as unknown },
      ],
    ])("a webhook that %s", async (_, code, expected) => {
      const cluster = asAdmin(target);
      await deploy(target, release("1.0.0"));
      const live = await rolledOut(cluster, target);
      await webhook(target, code);
      const other = JSON.parse(JSON.stringify(live.template).replace("omniserve:1.0.0", "omniserve:1.1.0")) as unknown;
      await waitUntil(
        "the webhook is asked",
        async () => (await cluster.patchWorkload(live.ref, switchTo(live, other), { dryRun: true })).kind !== "accepted",
      );
      expect(await cluster.patchWorkload(live.ref, switchTo(live, other), { dryRun: false })).toEqual(expected);
      expect((await cluster.getWorkload(live.ref))?.template).toEqual(live.template);
    });
  });
});
