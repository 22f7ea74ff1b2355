import { afterEach, beforeEach, expect, test } from "vitest";
import { listAlarms } from "@/lib/bots/list-alarms";
import type { JsonObject } from "@/lib/platform/json";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { deploy, manifest, pathOf, type BotManifest } from "../support/workloads";

const BAD: BotManifest = { version: "1.2.0", behaviour: "crash" };

describeOnEachCluster("X13 a release that is brought again after a rollback", (target) => {
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  const runs = (version: string) => product.bot("omniserve", ({ live, alarm }) => live?.release.version === version && alarm === null);
  const putBack = (id: string) => product.rollback(id, ({ afterwards }) => afterwards.length > 0);

  /** As `kubectl rollout restart` leaves it: the same release in other clothes. */
  async function deployRestarted(): Promise<void> {
    const { spec } = manifest(BAD) as { spec: { template: { metadata: { annotations: JsonObject } } } };
    spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"] = "2026-11-21T10:00:00Z";
    const path = `${pathOf(target.namespace, "Deployment", "omniserve")}?fieldManager=argocd-controller`;
    const { status } = await target.admin("PATCH", path, { spec }, "application/merge-patch+json");
    if (status >= 300) throw new Error(`deploying restarted: ${status}`);
  }

  test("raises an alarm, is never the way back, and is told of on the run that had recovered; whatever stamps it wears", async () => {
    await deploy(target, { version: "1.1.0" });
    await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
    await deploy(target, BAD);
    const { id: botId } = await product.bot("omniserve", ({ live, verdict }) => live?.release.version === "1.2.0" && verdict === "failing");
    const first = await product.click(botId);
    const { endedAt } = await product.rollback(first, ({ phase }) => phase === "recovered");
    expect(await runs("1.1.0")).toMatchObject({ holds: [{ version: "1.2.0", owner: "Kim" }], target: { kind: "none" } });

    await waitUntil("two seconds after that", async () => Date.now() >= Date.parse(endedAt ?? "") + 2_000);
    await deploy(target, BAD);
    const alarming = await product.bot("omniserve", ({ alarm }) => alarm !== null);
    expect(alarming).toMatchObject({
      alarm: { version: "1.2.0", by: "ci-release", rollbackId: first },
      target: { kind: "chosen", release: { version: "1.1.0" } },
    });
    expect((await listAlarms({ ctx: product.ctx() })).items).toMatchObject([{ bot: { id: botId } }]);
    const told = await putBack(first);
    expect([told.phase, told.endedAt, told.afterwards]).toEqual([
      "recovered",
      endedAt,
      [expect.stringMatching(/^1\.2\.0 was put back .+ by ci-release\.$/)],
    ]);

    const second = await product.click(botId);
    const { acceptedAt } = await product.rollback(second, ({ phase }) => phase === "recovered");
    await runs("1.1.0");
    // The cluster tells whole seconds: of two writes in one, nobody can say who came last.
    await waitUntil("the second after that", async () => Date.now() >= Date.parse(acceptedAt ?? "") + 1_000);
    await deployRestarted();
    expect((await putBack(second)).afterwards).toEqual([expect.stringContaining("by argocd-controller.") as string]);
    const { release } = (await product.bot("omniserve", ({ alarm }) => alarm?.rollbackId === second)).live!;
    expect(release).toMatchObject({ version: "1.2.0", quarantine: { by: "Kim", rollbackId: first } });
  });
});
