import { isDeepStrictEqual } from "node:util";
import { FILES_FOLLOW_MS } from "@/lib/bots/config/config-pickup";
import { AppError } from "@/lib/platform/app-error";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { Choice, PlanJson } from "@/lib/rollbacks/schemas";
import { expected, type Half } from "./expected";
import type { Sight as FleetSight } from "./fleet";
import { dieAndResume, type Interruption, somebodyInBetween } from "./interruptions";
import { meaningOf, sightIn } from "./meaning";
import type { Lived } from "./past";
import type { Running, Walk, WalkedBot } from "./walk";

/** Goes back to any release that ever ran, by any choice, at times with somebody in between. @throws where pods then see anything else than they have to */
export async function rollBack(walk: Walk): Promise<void> {
  const bot = walk.random.pick(walk.bots);
  const live = await walk.running(bot);
  const others = bot.past.ids.filter((id) => bot.past.of(id)?.meaning !== live.meaning);
  const releaseId = walk.random.pick(others.length > 0 && walk.random.chance(0.9) ? others : bot.past.ids);
  const target = bot.past.of(releaseId);
  const choice = walk.random.weigh<Choice>([
    [4, "code-and-config"],
    [2, "code"],
    [2, "config"],
  ]);
  if (!target) return;
  if (bot.run) await advanced(walk, bot, bot.run);
  const wanted = expected(choice, live, target, walk.originals);
  walk.say(`roll ${bot.name} back to ${releaseId}, ${choice}`);

  const plan = await planned(walk, { bot, releaseId, choice, isLive: meaningIn(walk, wanted) === live.meaning });
  if (!plan) return;
  bot.past.remember(plan.from.id, { ...live, ran: new Set(), since: walk.fleet.now() });
  offersMustBeTrue(walk, plan, (offered) => meaningIn(walk, expected(offered, live, target, walk.originals)) === live.meaning);
  if (choice === "code-and-config" && plan.to.id !== releaseId) throw new Error(`a plan to ${releaseId} goes to ${plan.to.id}`);
  const interrupted = await somebodyInBetween(walk, bot);
  const run = await clicked(walk, { bot, plan, wanted, interrupted });
  if (run) await mustSee(walk, { bot, run, plan, wanted, target, live });
}

async function planned(
  walk: Walk,
  { bot, releaseId, choice, isLive }: { bot: WalkedBot; releaseId: string; choice: Choice; isLive: boolean },
): Promise<PlanJson | null> {
  try {
    const plan = await planRollback({ ctx: walk.fleet.ctx(), input: { botId: bot.id, releaseId, choice } });
    if (isLive) throw new Error(`a plan for what runs already: ${plan.to.version}`);
    return plan;
  } catch (error) {
    const isRight = error instanceof AppError && error.code === "already-live" && (isLive || bot.past.of(releaseId) === undefined);
    if (!isRight) throw error;
    walk.say("it runs already");
    walk.met("it runs already");
    return null;
  }
}

/** A choice is offered exactly where it would change something. @throws otherwise */
function offersMustBeTrue(walk: Walk, { choices }: PlanJson, changesNothing: (choice: Choice) => boolean): void {
  const wrong = choices.find(({ choice, because }) => (because !== null) !== changesNothing(choice));
  if (wrong) throw new Error(`the choice ${wrong.choice} says ${wrong.because ?? "that it changes something"}`);
  walk.met(`${choices.filter(({ because }) => because === null).length} choices offered`);
}

/** `isDisturbed`: somebody came in between, so that it need not come to its end. */
type ClickedRun = { id: string; isDisturbed: boolean };

/** Clicks; null where that was refused, which it has to say truly and without a trace in the cluster. */
async function clicked(
  walk: Walk,
  { bot, plan, wanted, interrupted }: { bot: WalkedBot; plan: PlanJson; wanted: Half; interrupted: Interruption },
): Promise<ClickedRun | null> {
  const ctx = walk.fleet.ctx();
  const before = await walk.fleet.look();
  try {
    const confirmation = await confirmRollback({ ctx, input: { planId: plan.id, typedName: bot.name } });
    if (confirmation.kind !== "started") return await another(walk, { bot, kind: confirmation.kind, before });
    bot.run = confirmation.rollbackId;
    const id = confirmation.rollbackId;
    if (walk.random.chance(0.15)) return { id, isDisturbed: (await dieAndResume(walk, id)) !== "none" || interrupted !== "none" };
    await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
    return { id, isDisturbed: interrupted !== "none" };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const startsNot = sightIn(wanted.template, wanted.world, walk.fleet.optedOut).refusals.length > 0;
    const isRight = error.code === "plan-stale" ? interrupted !== "none" : error.code === "plan-blocked" && startsNot;
    if (!isRight) throw error;
    walk.say(`refused: ${error.publicMessage}`);
    walk.met(`refused: ${error.code}`);
    if (!isDeepStrictEqual(before, await walk.fleet.look()))
      throw new Error("a click that was refused changed something", { cause: error });
    return null;
  } finally {
    walk.fleet.atNextSwitch(bot.name, () => {});
  }
}

/** A click while another run is still under way changes nothing. */
async function another(walk: Walk, { bot, kind, before }: { bot: WalkedBot; kind: string; before: FleetSight }): Promise<null> {
  walk.say(kind);
  walk.met("a click beside another run");
  if (!bot.run) throw new Error(`a first click is ${kind}`);
  if (!isDeepStrictEqual(before, await walk.fleet.look())) throw new Error("a click beside another run changed something");
  return null;
}

/**
 * Where a run stands once the worker has looked at it. At times it looks before a list of ConfigMaps has come: what it says then must not be wrong, and what it says
 * next has to be right.
 */
async function advanced(walk: Walk, bot: WalkedBot, id: string): Promise<string> {
  if (walk.random.chance(0.5)) await walk.fleet.advance(id, "former-maps");
  await walk.observe(bot);
  await walk.fleet.advance(id);
  const { phase, sentence } = await readRun(walk, id);
  walk.say(`${phase}: ${sentence}`);
  bot.run = phase === "following" || phase === "verifying" || phase === "applying" ? id : null;
  return phase;
}

/** A pod that was not started anew may see files two minutes later; nobody calls that recovered before. */
async function settled(walk: Walk, bot: WalkedBot, id: string): Promise<string> {
  const phase = await advanced(walk, bot, id);
  if (phase !== "following" || !walk.fleet.isTimeOurs) return phase;
  await walk.fleet.pass(FILES_FOLLOW_MS / 1000);
  return advanced(walk, bot, id);
}

function readRun(walk: Walk, id: string) {
  return walk.fleet.ctx().db.rollback.findUniqueOrThrow({ where: { id }, select: { phase: true, sentence: true, acceptedAt: true } });
}

async function mustSee(
  walk: Walk,
  around: { bot: WalkedBot; run: ClickedRun; plan: PlanJson; wanted: Half; target: Lived; live: Running },
): Promise<void> {
  const { bot, run, plan, wanted, target, live } = around;
  const { phase: first, sentence, acceptedAt } = await readRun(walk, run.id);
  if (acceptedAt === null) {
    walk.say(`${first}: ${sentence}`);
    walk.met(`${first} before the write`);
    bot.run = null;
    if (first !== "superseded" || !run.isDisturbed) throw new Error(`the run ended as ${first}: ${sentence}`);
    return;
  }
  [bot.template, bot.maps] = [wanted.template, wanted.maps];
  const now = await walk.running(bot);
  pinsMustHold(plan, { target, live, now });
  const { containers, refusals } = sightIn(wanted.template, wanted.world, walk.fleet.optedOut);
  const isRight = isDeepStrictEqual(now.sight.containers, containers) && (refusals.length > 0 || now.sight.refusals.length === 0);
  const phase = await settled(walk, bot, run.id);
  const isSame = isRight && now.meaning === meaningIn(walk, wanted);
  if (isSame && refusals.length === 0 && phase !== "recovered") throw new Error(`what is right was not called so: ${phase}`);
  if (!isRight && (phase !== "superseded" || !run.isDisturbed))
    throw new Error(`${plan.to.version} is called ${phase}, but pods do not see what they saw under it`);
  walk.met(`${plan.choice}: ${phase}${plan.copies.length > 0 ? ", with copies" : ""}${now.pins.size > 0 ? ", pinned" : ""}`);
  if (isSame && (await walk.observe(bot)) !== plan.to.id) throw new Error("what came back is not the release that was planned");
}

/** Images are those that ran under the target; with config alone, those that run. @throws otherwise */
function pinsMustHold({ choice }: PlanJson, { target, live, now }: { target: Lived; live: Running; now: Running }): void {
  if (choice === "config" && !isDeepStrictEqual(now.pins, live.pins)) throw new Error("config alone came back, and the images are others");
  const strange = [...now.pins.values()].find((image) => choice !== "config" && !target.ran.has(image.split("@")[1] ?? ""));
  if (strange !== undefined) throw new Error(`${strange} never ran under the target`);
}

function meaningIn(walk: Walk, { template, maps, world }: Half): string {
  const known = maps.filter((name) => name !== walk.fleet.optedOut);
  return meaningOf(template, known, world);
}
