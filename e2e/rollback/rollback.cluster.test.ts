import { afterAll, beforeAll, expect, test } from "vitest";
import { writes } from "../support/audit-log";
import { describeInOneNamespace, onTheRealest, type Target } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { deploy, pathOf, type BotManifest } from "../support/workloads";

// A hundred clicks at once are one write: that is X11 in e2e/faults.

type Bot = Partial<BotManifest> & { name: string };
const SLOW = { spec: { minReadySeconds: 30 } };

function inPlace(target: Target) {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterAll(() => product.stop());

  const imageOf = async (name: string) => {
    const { body } = await target.admin("GET", pathOf(target.namespace, "Deployment", name));
    return (body as { spec: { template: { spec: { containers: { image: string }[] } } } }).spec.template.spec.containers[0]?.image;
  };
  const releaseId = async (name: string, version: string) =>
    (await product.database.db.release.findFirstOrThrow({ where: { version, bot: { name } } })).id;
  return {
    product: () => product,
    imageOf,
    releaseId,
    recovered: (id: string) => product.rollback(id, ({ phase }) => phase === "recovered"),
    /** 1.1.0 is known good, then 1.2.0 is live and crashes. */
    brokenBot: async (bot: Bot) => {
      await deploy(target, { ...bot, version: "1.1.0" });
      await product.bot(bot.name, ({ live }) => live?.release.standing === "known-good");
      await deploy(target, { ...bot, behaviour: "crash", version: "1.2.0" });
      return product.bot(bot.name, ({ live, verdict }) => live?.release.version === "1.2.0" && verdict === "failing");
    },
    /** 1.2.0 went over 1.1.0. */
    twoReleases: async (bot: Bot) => {
      await deploy(target, { ...bot, version: "1.1.0" });
      await product.bot(bot.name, () => true);
      await deploy(target, { ...bot, version: "1.2.0" });
      const { id } = await product.bot(bot.name, ({ live }) => live?.release.version === "1.2.0");
      return { id, good: await releaseId(bot.name, "1.1.0") };
    },
  };
}

describeInOneNamespace("a rollback", (target) => {
  const { product, imageOf, releaseId, recovered, brokenBot, twoReleases } = inPlace(target);
  /** Writes of a template; giving the fields of one back is another patch. */
  const ourPatches = (name: string) =>
    writes(target.cluster.auditLog, { verb: "patch", namespace: target.namespace, name }).filter(
      ({ requestURI, responseStatus, requestObject }) =>
        requestURI.includes("fieldManager=lastgood") &&
        !requestURI.includes("dryRun") &&
        !JSON.stringify(requestObject).includes("/metadata/managedFields") &&
        responseStatus?.code === 200,
    );
  /** No rollback of it ends soon: pods count as available after half a minute. */
  const slowBot = (name: string) => twoReleases({ name, replicas: 1, ...SLOW });

  test.concurrent("brings a crashing bot, with no annotations and every legal character in its name, back with one write", async () => {
    const name = "omni.serve-2.a-0";
    const bot = await brokenBot({ name });
    const id = await product().click(bot.id);
    const { sentence, steps } = await recovered(id);
    expect(sentence).toMatch(/^Recovered in /);
    expect(steps.every(({ state }) => state === "done")).toBe(true);
    expect(await imageOf(name)).toBe("omniserve:1.1.0");
    expect(ourPatches(name)).toHaveLength(1);
    const after = await product().bot(name, ({ live }) => live?.release.version === "1.1.0");
    expect(after.live).toMatchObject({ rollbackId: id, broughtBy: { manager: "lastgood", person: "Kim" } });
  });

  test.concurrent.each([
    ["crash", /crashes on start/],
    ["image-pull", /cannot pull the image omniserve:1\.1\.0/],
  ] as const)("to a target that cannot start (%s) says why while it follows, then fails", async (behaviour, why) => {
    const name = `target-${behaviour}`;
    const long = { spec: { progressDeadlineSeconds: 601 } };
    await deploy(target, { name, version: "1.1.0", behaviour, ...long });
    await product().bot(name, ({ verdict }) => verdict === "failing");
    await deploy(target, { name, version: "1.2.0", ...long });
    const bot = await product().bot(name, ({ verdict, live }) => verdict === "healthy" && live?.release.version === "1.2.0");
    const id = await product().click(bot.id, await releaseId(name, "1.1.0"));
    expect((await product().rollback(id, ({ sentence }) => why.test(sentence))).active).toBe(true);
    const { acceptedAt, deadlineAt } = await product().database.db.rollback.findUniqueOrThrow({ where: { id } });
    expect(deadlineAt!.getTime() - acceptedAt!.getTime()).toBe(601_000);
    // A deadline so short that it can be waited for may pass before a slow machine has shown the reason.
    await product().database.db.rollback.update({ where: { id }, data: { deadlineAt: acceptedAt } });
    expect((await product().rollback(id, ({ phase }) => phase === "failed")).sentence).toMatch(why);
  });

  test.concurrent("that somebody deploys over ends as superseded, and the newer deploy stays", async () => {
    const name = "over";
    const { id: botId, good } = await slowBot(name);
    const id = await product().click(botId, good);
    await deploy(target, { name, version: "1.3.0", replicas: 1, ...SLOW });
    expect((await product().rollback(id, ({ active }) => !active)).phase).toBe("superseded");
    expect(await imageOf(name)).toBe("omniserve:1.3.0");
  });

  test.concurrent("that somebody undoes is named a revert, with who did it", async () => {
    const name = "undone";
    const { id: botId, good } = await slowBot(name);
    const id = await product().click(botId, good);
    await deploy(target, { name, version: "1.2.0", replicas: 1, ...SLOW });
    const ended = await product().rollback(id, ({ active }) => !active);
    expect(ended).toMatchObject({ phase: "reverted", sentence: expect.stringContaining("ci-release put 1.2.0 back") as string });
  });

  test.concurrent("of a bot that is deleted while it runs ends in words, and the record stays", async () => {
    const name = "deleted";
    const { id: botId, good } = await slowBot(name);
    const id = await product().click(botId, good);
    await target.admin("DELETE", pathOf(target.namespace, "Deployment", name));
    const ended = await product().rollback(id, ({ active }) => !active);
    expect(ended).toMatchObject({ phase: "superseded", sentence: expect.stringContaining("deleted") as string });
    expect(await product().database.db.release.count({ where: { bot: { name } } })).toBe(2);
  });

  test("that nobody follows is accepted, says so, and is picked up by the next worker", async () => {
    const name = "alone";
    const { id: botId, good } = await twoReleases({ name });
    await product().stopWorker();
    const id = await product().click(botId, good);
    expect(await product().rollback(id, () => true)).toMatchObject({ phase: "following", unattended: true });
    expect(await imageOf(name)).toBe("omniserve:1.1.0");
    product().startWorker();
    await recovered(id);
  });
});

// Both clusters take templates of the same size: the contract suite.
describeInOneNamespace(
  "a rollback of a large bot",
  (target) => {
    const { product, imageOf, recovered, brokenBot } = inPlace(target);

    test("of a template of 1 MiB", async () => {
      const name = "large";
      const prompts = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`PROMPT_${i}`, "x".repeat(85_000)]));
      const bot = await brokenBot({ name, env: prompts, replicas: 1 });
      await recovered(await product().click(bot.id));
      expect(await imageOf(name)).toBe("omniserve:1.1.0");
    });
  },
  onTheRealest,
);
