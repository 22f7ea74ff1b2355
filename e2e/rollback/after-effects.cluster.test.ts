import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { WorkloadKind } from "@/lib/cluster/types";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { Author, type Mode, type Written } from "../support/author";
import { assets, describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { configure, pathOf } from "../support/workloads";

type Case = Written & { next: "1.2.0" | "1.3.0"; past: "observed" | "imported" };

/** Steps that are taken beside the pods. */
const OWED = ["given-back", "announced"];
const MODES: Mode[] = ["client-side", "server-side"];
const KINDS: WorkloadKind[] = ["Deployment", "StatefulSet", "DaemonSet"];
const CASES: Case[] = [
  ...KINDS.flatMap((kind) =>
    MODES.flatMap((mode): Case[] => [
      { kind, mode, name: nameOf(kind, mode, "bad"), next: "1.2.0", past: "observed" },
      { kind, mode, name: nameOf(kind, mode, "new"), next: "1.3.0", past: "observed" },
    ]),
  ),
  ...MODES.map((mode): Case => ({ kind: "Deployment", mode, name: nameOf("deploy", mode, "imported"), next: "1.3.0", past: "imported" })),
  { kind: "StatefulSet", mode: "server-side", name: "set-imported", next: "1.3.0", past: "imported" },
  ...MODES.map((mode): Case => ({
    kind: "Deployment",
    mode,
    name: nameOf("deploy", mode, "copied"),
    next: "1.3.0",
    past: "observed",
    config: ["rules"],
  })),
  { kind: "DaemonSet", mode: "server-side", name: "daemons-copied", next: "1.3.0", past: "observed", config: ["rules"] },
];

function nameOf(...words: string[]): string {
  return words.join("-").toLowerCase();
}

describe.runIf(assets !== undefined && inject("clusters").some(({ name }) => name === "real"))("after a rollback", () => {
  describeOnEachCluster("the next apply", (target) => {
    // The practice cluster runs Deployments only, and knows no server-side apply.
    if (target.cluster.name === "practice") return test.skip("is proved on the real control plane", () => {});
    let product: Product;
    let author: Author;
    const control = () => `${target.namespace}-c`;
    beforeEach(async () => {
      author = new Author(target);
      product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
      await product.stopWorker();
      await target.admin("POST", "/api/v1/namespaces", { metadata: { name: control() } });
    });
    afterEach(async () => {
      author.close();
      await product.stop();
      await target.admin("DELETE", `/api/v1/namespaces/${control()}`);
    });

    const read = async (namespace: string, { kind, name }: Case) => {
      const { body } = await target.admin("GET", pathOf(namespace, kind, name));
      return body as unknown as {
        metadata: { generation: number; annotations?: Record<string, string>; managedFields: JsonObject[] };
        spec: { template: JsonObject };
        status: { observedGeneration?: number };
      };
    };
    const settled = (namespace: string, cases: readonly Case[]) =>
      Promise.all(
        cases.map((one) =>
          waitUntil(`the revision of ${one.name}`, async () => {
            const { metadata, status } = await read(namespace, one);
            return status.observedGeneration === metadata.generation;
          }),
        ),
      );
    const at = (version: string, cases: readonly Case[] = CASES) => cases.map((one) => ({ ...one, version }));
    /** What somebody sets by hand stays theirs. */
    const setByHand = (namespace: string) =>
      target.kubectl("set", "env", "-n", namespace, ...CASES.map(({ kind, name }) => `${kind.toLowerCase()}/${name}`), "BY_HAND=1");
    const ours = async (one: Case) =>
      (await read(target.namespace, one)).metadata.managedFields.filter(
        ({ manager, fieldsV1 }) => manager === "lastgood" && isObject(fieldsV1) && "f:spec" in fieldsV1,
      );
    const eachCase = <T>(act: (one: Case) => Promise<T>) => Promise.all(CASES.map(act));

    test("gives what its author would have got by deploying the target, with no conflict and nothing left over", async () => {
      const { namespace } = target;
      const [observed, imported] = [CASES.filter(({ past }) => past === "observed"), CASES.filter(({ past }) => past === "imported")];
      for (const where of [namespace, control()]) await configure({ admin: target.admin, namespace: where }, "rules", { tone: "kind" });

      const controlled = (async () => {
        await author.apply(control(), at("1.1.0"));
        await setByHand(control());
        for (const version of ["1.2.0", "1.1.0"]) await author.apply(control(), at(version));
        await author.apply(
          control(),
          CASES.map((one) => ({ ...one, version: one.next })),
        );
      })();
      // Whatever fails first is told of.
      controlled.catch(() => undefined);

      await author.apply(namespace, at("1.1.0"));
      await setByHand(namespace);
      await settled(namespace, CASES);
      await author.apply(namespace, at("1.2.0", imported));
      product.startWorker();
      const openOf = (name: string) => ({ until: null, bot: { name } });
      const seen = (version: string, cases: readonly Case[]) =>
        waitUntil(`${cases.length} bots at ${version}`, async () => {
          const where = { OR: cases.map(({ name }) => ({ ...openOf(name), release: { version } })) };
          return (await product.database.db.rollout.count({ where })) === cases.length;
        });
      await Promise.all([seen("1.1.0", observed), seen("1.2.0", imported)]);
      await configure(target, "rules", { tone: "harsh" });
      await author.apply(namespace, at("1.2.0", observed));
      await seen("1.2.0", CASES);
      const runs = await eachCase(async ({ name }) => {
        const former = { until: { not: null }, bot: { name } };
        const { botId, releaseId } = await product.database.db.rollout.findFirstOrThrow({ where: former, orderBy: { since: "desc" } });
        const id = await product.click(botId, releaseId);
        const owed = { rollbackId: id, name: { in: OWED }, doneAt: { not: null } };
        const areDone = async () => (await product.database.db.rollbackStep.count({ where: owed })) === OWED.length;
        await waitUntil(`the after-effects of ${name}`, areDone, 40_000);
        return product.rollback(id, () => true);
      });
      await eachCase(async (one) => {
        expect(await ours(one), one.name).toEqual([]);
        expect((await read(namespace, one)).metadata.annotations?.["kubernetes.io/change-cause"], one.name).toBe("first");
      });
      const events = await target.kubectl("get", "events", "--field-selector=reason=RolledBack", "-o", "jsonpath={.items[*].message}");
      for (const { id } of runs) expect(events.split(`, rolled back by Kim with Lastgood (${id})`)).toHaveLength(2);

      await Promise.all([
        controlled,
        author.apply(
          namespace,
          CASES.map((one) => ({ ...one, version: one.next })),
        ),
      ]);
      await eachCase(async (one) => {
        const [live, wanted] = await Promise.all([read(namespace, one), read(control(), one)]);
        expect(live.spec.template, one.name).toEqual(wanted.spec.template);
        const cause = "kubernetes.io/change-cause";
        expect(live.metadata.annotations?.[cause], one.name).toBe(wanted.metadata.annotations?.[cause]);
        expect(await ours(one), one.name).toEqual([]);
      });
      const again = CASES.flatMap(({ name, next }, index) => (next === "1.2.0" ? [{ name, left: runs[index]?.from.id }] : []));
      await waitUntil("the releases that were left", async () => {
        const where = { OR: again.map(({ name, left }) => ({ ...openOf(name), releaseId: left ?? "" })) };
        return (await product.database.db.rollout.count({ where })) === again.length;
      });
    });
  });
});
