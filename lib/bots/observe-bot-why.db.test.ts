import { beforeEach, describe, expect, test } from "vitest";
import { after, replicaSet, template } from "@/lib/health/testing/sightings";
import type { Workload } from "@/lib/cluster/types";
import { reading, rules } from "./testing/config-bot";
import { KIM, running, watched, wrote, type Watched } from "./testing/watched-bot";

let bot: Watched;
const because = (cause: string) => ({ "kubernetes.io/change-cause": cause });
const deploy = (version: string, more: Partial<Workload> = {}) =>
  bot.observe(running(version, { revisions: [], workload: { template: template(version), ...more } }));

beforeEach(async () => {
  bot = await watched();
  return () => bot.database.drop();
});

describe("the change cause", () => {
  const cause = async (version: string) => (await bot.release(version)).changeCause;

  test("is told with the release that it came with, and with no later one", async () => {
    await deploy("1.0.0", { annotations: because("first") });
    for (const version of ["1.1.0", "1.2.0"]) {
      bot.advance(60);
      await deploy(version, { annotations: because("first") });
    }
    bot.advance(60);
    await deploy("1.3.0", { annotations: because("better prompts") });
    expect(await Promise.all(["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map(cause))).toEqual(["first", null, null, "better prompts"]);
  });

  test("is compared with what the cluster's own last revision says", async () => {
    const former = replicaSet("1.0.0", 1, { annotations: because("second thoughts") });
    await bot.observe(running("1.0.0", { revisions: [former], workload: { annotations: because("first") } }));
    bot.advance(60);
    await bot.observe(
      running("1.1.0", { revisions: [former], workload: { template: template("1.1.0"), annotations: because("second thoughts") } }),
    );
    expect(await cause("1.1.0")).toBeNull();
  });

  test("is not that of an edit of config, which leaves it as the deploy before set it", async () => {
    const revisions = ["1.0.0", "1.1.0"].map((version, at) => replicaSet(version, at + 1, { annotations: because(version) }));
    const sight = (threshold: string, edit: number) => {
      const seen = reading("1.1.0", rules({ threshold }, edit, after(edit * 60)), { generation: 2 });
      return {
        ...seen,
        revisions: [...revisions.slice(0, 1), ...seen.revisions],
        workload: { ...seen.workload, annotations: because("1.1.0") },
      };
    };
    await bot.observe(sight("0.7", 1));
    bot.advance(3600);
    await bot.observe(sight("0.2", 2));
    expect(await Promise.all(["1.1.0", "1.1.0+config.2"].map(cause))).toEqual(["1.1.0", null]);
  });

  test("in an imported history counts where it changed", async () => {
    const revisions = ["first", "first", "third"].map((words, index) =>
      replicaSet(`1.${index}.0`, index + 1, { createdAt: after(index * 10 - 100), annotations: because(words) }),
    );
    await bot.observe(running("1.2.0", { revisions, workload: { annotations: because("third") } }));
    expect(await Promise.all(["1.0.0", "1.1.0", "1.2.0"].map(cause))).toEqual(["first", null, "third"]);
    const rollouts = await bot.db.rollout.findMany({ orderBy: { since: "asc" } });
    expect(rollouts.map(({ broughtBy }) => (broughtBy as { why: string | null }).why)).toEqual(["first", null, "third"]);
  });
});

describe("who brought it", () => {
  test("is the manager that wrote the template, and the person whom an annotation names", async () => {
    await deploy("1.0.0", {
      fieldOwners: wrote("ci-release", after(-30)),
      annotations: { "git-author": "Kim", ...because("better prompts") },
    });
    expect(await bot.openRollout()).toMatchObject({
      since: after(-30),
      broughtBy: { manager: "ci-release", at: after(-30).toISOString(), person: "Kim", why: "better prompts" },
      rollbackId: null,
    });
    expect(await bot.release("1.0.0")).toMatchObject({ fieldOwners: [{ manager: "ci-release", operation: "Update", fields: {} }] });
  });

  test("is nobody where the cluster does not know", async () => {
    await deploy("1.0.0");
    expect(await bot.openRollout()).toMatchObject({ since: after(0), broughtBy: { manager: null, at: null, person: null, why: null } });
  });
});

describe("a rollback of ours", () => {
  const marked = { "lastgood.dev/rollback": "rb_1" };

  beforeEach(async () => {
    await deploy("1.0.0");
    bot.advance(60);
    const { botId, releaseId: fromReleaseId } = await deploy("1.1.0");
    const { id: toReleaseId } = await bot.release("1.0.0");
    await bot.db.rollback.create({
      data: {
        id: "rb_1",
        botId,
        planId: "plan_1",
        fromReleaseId,
        toReleaseId,
        phase: "following",
        sentence: "",
        startedBy: KIM,
        reason: "wrong answers",
        startedAt: after(60),
      },
    });
    bot.advance(60);
  });

  test("is named with its person and reason", async () => {
    await deploy("1.0.0", { fieldOwners: wrote("lastgood", after(115)), annotations: marked });
    expect(await bot.openRollout()).toMatchObject({
      rollbackId: "rb_1",
      broughtBy: { manager: "lastgood", person: "Kim", why: "wrong answers" },
    });
  });

  test.each<[string, string, Partial<Workload>]>([
    ["the annotation came along with a later deploy", "1.2.0", { fieldOwners: wrote("lastgood", after(115)), annotations: marked }],
    ["somebody else brought the release later", "1.0.0", { fieldOwners: wrote("kubectl-rollout", after(115)), annotations: marked }],
    [
      "no rollback has that id",
      "1.0.0",
      { fieldOwners: wrote("lastgood", after(115)), annotations: { "lastgood.dev/rollback": "rb_other" } },
    ],
    ["there are no annotations", "1.0.0", { fieldOwners: wrote("lastgood", after(115)), annotations: null }],
  ])("is not credited when %s", async (_, version, more) => {
    await deploy(version, more);
    expect(await bot.openRollout()).toMatchObject({ rollbackId: null, broughtBy: { person: null } });
  });
});
