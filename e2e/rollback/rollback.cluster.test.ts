import { afterEach, beforeEach, expect, test } from "vitest";
import type { WorkloadKind } from "@/lib/cluster/types";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { writes } from "../support/audit-log";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { deploy, pathOf, type BotManifest } from "../support/workloads";

const SLOW = { spec: { minReadySeconds: 30 } };

describeOnEachCluster("a rollback", (target) => {
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  /** Writes of a template; giving the fields of one back is another patch. */
  const ourPatches = (name = "omniserve") =>
    writes(target.cluster.auditLog, { verb: "patch", namespace: target.namespace, name }).filter(
      ({ requestURI, responseStatus, requestObject }) =>
        requestURI.includes("fieldManager=lastgood") &&
        !requestURI.includes("dryRun") &&
        !JSON.stringify(requestObject).includes("/metadata/managedFields") &&
        responseStatus?.code === 200,
    );
  const imageOf = async (kind: WorkloadKind = "Deployment", name = "omniserve") => {
    const { body } = await target.admin("GET", pathOf(target.namespace, kind, name));
    return (body as { spec: { template: { spec: { containers: { image: string }[] } } } }).spec.template.spec.containers[0]?.image;
  };
  /** 1.1.0 is known good, then 1.2.0 is live and does as told. */
  async function brokenBot(bad: Partial<BotManifest> = {}, both: Partial<BotManifest> = {}) {
    await deploy(target, { ...both, version: "1.1.0" });
    await product.bot(both.name ?? "omniserve", ({ live }) => live?.release.standing === "known-good");
    await deploy(target, { behaviour: "crash", ...both, ...bad, version: "1.2.0" });
    return product.bot(both.name ?? "omniserve", ({ live, verdict }) => live?.release.version === "1.2.0" && verdict === "failing");
  }

  /** 1.2.0 went over 1.1.0, and no rollback ends soon: pods count as available after half a minute. */
  async function slowBot() {
    await deploy(target, { version: "1.1.0", ...SLOW });
    await product.bot("omniserve", () => true);
    await deploy(target, { version: "1.2.0", ...SLOW });
    const bot = await product.bot("omniserve", ({ live }) => live?.release.version === "1.2.0");
    const { id: good } = await product.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    return { bot, good };
  }

  test("brings a crashing bot back to its last known good release, with one write", async () => {
    const bot = await brokenBot();
    const id = await product.click(bot.id);
    const { sentence, steps } = await product.rollback(id, ({ phase }) => phase === "recovered");
    expect(sentence).toMatch(/^Recovered in /);
    expect(steps.every(({ state }) => state === "done")).toBe(true);
    expect(await imageOf()).toBe("omniserve:1.1.0");
    expect(ourPatches()).toHaveLength(1);
    const after = await product.bot("omniserve", ({ live }) => live?.release.version === "1.1.0");
    expect(after.live).toMatchObject({ rollbackId: id, broughtBy: { manager: "lastgood", person: "Kim" } });
  });

  test("of a hundred clicks at once is one write at the cluster", async () => {
    const bot = await brokenBot();
    const { id: planId } = await planRollback({ ctx: product.ctx(), input: { botId: bot.id } });
    const click = async () => {
      const ctx = product.ctx();
      const confirmation = await confirmRollback({ ctx, input: { planId } });
      if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
      return confirmation.rollbackId;
    };
    const ids = new Set(await Promise.all(Array.from({ length: 100 }, click)));
    expect(ids.size).toBe(1);
    await product.rollback([...ids][0] ?? "", ({ phase }) => phase === "recovered");
    expect(ourPatches()).toHaveLength(1);
    expect(await product.database.db.rollback.count()).toBe(1);
  });

  test.each([
    ["crash", /crashes on start/],
    ["image-pull", /cannot pull the image omniserve:1\.1\.0/],
  ] as const)("to a target that cannot start (%s) says why while it follows, then fails", async (behaviour, why) => {
    const short = { spec: { progressDeadlineSeconds: 3 } };
    await deploy(target, { version: "1.1.0", behaviour, ...short });
    await product.bot("omniserve", ({ verdict }) => verdict === "failing");
    await deploy(target, { version: "1.2.0", ...short });
    const bot = await product.bot("omniserve", ({ verdict, live }) => verdict === "healthy" && live?.release.version === "1.2.0");
    const [bad] = (await product.database.db.release.findMany({ where: { version: "1.1.0" } })).map(({ id }) => id);
    const id = await product.click(bot.id, bad);
    expect((await product.rollback(id, ({ sentence }) => why.test(sentence))).active).toBe(true);
    expect((await product.rollback(id, ({ phase }) => phase === "failed")).sentence).toMatch(why);
  });

  test("that nobody follows is accepted, says so, and is picked up by the next worker", async () => {
    const bot = await brokenBot();
    await product.stopWorker();
    const id = await product.click(bot.id);
    expect(await product.rollback(id, () => true)).toMatchObject({ phase: "following", unattended: true });
    expect(await imageOf()).toBe("omniserve:1.1.0");
    product.startWorker();
    await product.rollback(id, ({ phase }) => phase === "recovered");
  });

  test("that somebody deploys over ends as superseded, and the newer deploy stays", async () => {
    const { bot, good } = await slowBot();
    const id = await product.click(bot.id, good);
    await deploy(target, { version: "1.3.0", ...SLOW });
    expect((await product.rollback(id, ({ active }) => !active)).phase).toBe("superseded");
    expect(await imageOf()).toBe("omniserve:1.3.0");
  });

  test("that somebody undoes is named a revert, with who did it", async () => {
    const { bot, good } = await slowBot();
    const id = await product.click(bot.id, good);
    await deploy(target, { version: "1.2.0", ...SLOW });
    const ended = await product.rollback(id, ({ active }) => !active);
    expect(ended).toMatchObject({ phase: "reverted", sentence: expect.stringContaining("ci-release put 1.2.0 back") as string });
  });

  test.each([
    ["with every legal character in its name", { name: "omni.serve-2.a-0" }],
    ["with no annotations on the object", { name: "bare" }],
  ])("of a bot %s", async (_, both) => {
    const bot = await brokenBot({}, both);
    const id = await product.click(bot.id);
    await product.rollback(id, ({ phase }) => phase === "recovered");
    expect(await imageOf("Deployment", both.name)).toBe("omniserve:1.1.0");
  });

  test("of a template of 1 MiB", async () => {
    const prompts = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`PROMPT_${i}`, "x".repeat(85_000)]));
    const bot = await brokenBot({}, { env: prompts, replicas: 1 });
    const id = await product.click(bot.id);
    await product.rollback(id, ({ phase }) => phase === "recovered");
    expect(await imageOf()).toBe("omniserve:1.1.0");
  });

  test("of a bot that is deleted while it runs ends in words, and the record stays", async () => {
    const { bot, good } = await slowBot();
    const id = await product.click(bot.id, good);
    await target.admin("DELETE", pathOf(target.namespace, "Deployment", "omniserve"));
    const ended = await product.rollback(id, ({ active }) => !active);
    expect(ended).toMatchObject({ phase: "superseded", sentence: expect.stringContaining("deleted") as string });
    expect(await product.database.db.release.count()).toBe(2);
  });
});
