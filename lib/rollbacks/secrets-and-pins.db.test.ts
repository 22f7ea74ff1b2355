import { beforeEach, describe, expect, test } from "vitest";
import { originalOf } from "@/lib/bots/config/restored";
import { secretDigests } from "@/lib/bots/secret-digests";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { configScene } from "./testing/config-scene";
import type { Scene } from "./testing/scene";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  return () => scene.close();
});
const plan = (more: { pinImages?: boolean } = {}) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...more } });
const guard = async (name: string) => (await plan()).guards.find((found) => found.name === name);
const good = () => scene.database.db.release.findFirstOrThrow({ where: { knownGoodAt: { not: null }, config: { not: [] } } });

describe("images", () => {
  const seenToRun = async (...digests: string[]) => {
    const { id } = await good();
    await scene.database.db.release.update({ where: { id }, data: { digests: { bot: digests } } });
  };

  test("whose tag was moved come back as the digest that ran, and count as the release they are", async () => {
    await seenToRun(A, B);
    const { id: planId, pinned, to } = await plan();
    expect(pinned).toEqual([{ container: "bot", image: `omniserve:2.1.0@${A}` }]);
    expect(to.id).toBe((await good()).id);
    const ctx = scene.ctx();
    const confirmation = await confirmRollback({ ctx, input: { planId } });
    if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
    const { template } = scene.cluster.live!;
    expect(JSON.stringify(template)).toContain(`omniserve:2.1.0@${A}`);
    expect(JSON.stringify(originalOf(template))).not.toContain("sha256");
  });

  test("whose tag stayed are left as they are, unless asked for", async () => {
    await seenToRun(A);
    expect((await plan()).pinned).toEqual([]);
    expect((await plan({ pinImages: true })).pinned).toHaveLength(1);
  });

  test("of a moved tag that somebody does not want pinned are warned of", async () => {
    await seenToRun(A, B);
    const { pinned, guards } = await plan({ pinImages: false });
    expect(pinned).toEqual([]);
    expect(guards.find(({ name }) => name === "mutable-tag")?.sentence).toContain("was moved");
  });
});

describe("Secrets", () => {
  const refer = async () => {
    const { live } = scene.cluster;
    const [container] = (live!.template.spec as { containers: object[] }).containers;
    const env = [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "omni-token", key: "token" } } }];
    const template = { ...live!.template, spec: { ...(live!.template.spec as object), containers: [{ ...container, env }] } };
    const { id } = await good();
    const [address = ""] = await scene.ctx().vault.keep(scene.ctx(), [JSON.stringify(template)]);
    await scene.database.db.release.update({ where: { id }, data: { template: address } });
    return { id, template };
  };

  test("are not even looked at unless the environment opted in; the current one stays, and it is said", async () => {
    await refer();
    scene.cluster.secrets.set("omni-token", { token: "c2VjcmV0" });
    expect(await guard("secrets")).toMatchObject({ outcome: "note", sentence: "Secrets are not rolled back: the current ones stay." });
  });

  test("that changed since are named, where the environment opted in; no value is kept", async () => {
    const { id, template } = await refer();
    scene.cluster.secrets.set("omni-token", { token: "Q0FOQVJZ" });
    const cluster = scene.cluster.clusters.of({ name: PRODUCTION.name, context: null });
    const secrets = await secretDigests(scene.ctx(), { cluster, namespace: "support", template });
    await scene.database.db.release.update({ where: { id }, data: { secrets: secrets! } });
    await scene.database.db.environment.updateMany({ data: { watchSecrets: true } });
    expect((await guard("secrets"))?.sentence).toContain("they are what they were then");

    scene.cluster.secrets.set("omni-token", { token: "bmV3" });
    expect((await guard("secrets"))?.sentence).toMatch(/^Secret omni-token changed since .* ran: the current one stays\.$/);
    expect(JSON.stringify(await scene.database.db.release.findMany())).not.toMatch(/Q0FOQVJZ|CANARY/);
  });
});
