import { actorInWords } from "@/lib/access/actor-in-words";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { BotCtx } from "@/lib/bots/ctx";
import { liveRevision } from "@/lib/bots/live-revision";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { lookLive, orSay, viewOf, type LiveView } from "./live-view";
import { podsToDelete } from "./pods-to-replace";
import { readRollback } from "./read-rollback";
import { readRun, type Run } from "./run";
import { DeletePodsInput, type DeletedPods } from "./act-schemas";
import { whyKept } from "./why-kept";

/** A pod that crashes writes its status all the time, and only the very version that was judged is deleted. */
const MOST_LOOKS = 5;

type Asked = DeletePodsInput["pods"][number];
type Kept = DeletedPods["kept"][number];

/**
 * Deletes pods that keep an accepted rollback from getting further: of those asked for the ones that still do, by name and uid, as the cluster shows them this
 * moment. An act of its own, recorded before the first is deleted. Each gets the time to stop that it asks for; none is forced.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `conflict`, `cluster-refused`, `cluster-unreachable`
 */
export async function deletePodsInTheWay({ ctx, input }: { ctx: BotCtx; input: DeletePodsInput & { id: string } }): Promise<DeletedPods> {
  requirePermission(ctx, "rollback");
  const { id } = input;
  const { pods } = DeletePodsInput.parse({ pods: input.pods });
  await readRollback({ ctx, input: { id } });
  // Nothing of the run is written by it, so no lease is held.
  const run = await readRun(ctx, id, { epoch: 0, end: 0 });
  if (run.acceptedAt === null) throw new AppError("conflict", "The cluster has not accepted this rollback. No pod was deleted.");
  const view = viewOf(ctx, run.bot);
  const seen = await look(ctx, run, view);

  await recordAct(ctx, run, "rollback.delete-pods", { pods: pods.map(({ name }) => name) });
  const outcome = await deleteEach(ctx, { run, view, pods, seen });
  await recordOutcome(ctx, run, pods, outcome);
  if (outcome.forbidden && outcome.deleted.length === 0) throw mayNot(run);
  return { deleted: outcome.deleted, kept: outcome.kept };
}

type Outcome = DeletedPods & { forbidden: boolean };

type Seen = Awaited<ReturnType<typeof look>>;
type Deleting = { run: Run; view: LiveView; pods: Asked[]; seen: Seen };

async function deleteEach(ctx: BotCtx, { run, view, pods, seen }: Deleting): Promise<Outcome> {
  const deleted: string[] = [];
  const kept: Kept[] = [];
  let left = pods;
  let forbidden = false;
  try {
    for (let round = 1; left.length > 0 && round <= MOST_LOOKS; round++) {
      const { pods: there, inTheWay } = round === 1 ? seen : await look(ctx, run, view);
      const moved: Asked[] = [];
      for (const asked of left) {
        const pod = inTheWay.some(({ uid }) => uid === asked.uid) ? there.find(({ uid }) => uid === asked.uid) : undefined;
        if (!pod || pod.name !== asked.name) kept.push({ name: asked.name, sentence: whyKept(asked, there) });
        else if (await view.cluster.deletePod(pod)) deleted.push(pod.name);
        else moved.push(asked);
      }
      left = moved;
    }
    kept.push(...left.map(({ name }) => ({ name, sentence: `Pod ${name} kept changing, so it was not deleted. Try again.` })));
  } catch (error) {
    if (!(error instanceof ClusterError || error instanceof AppError)) throw error;
    forbidden = error instanceof ClusterError && error.reason === "forbidden";
    const words = error instanceof ClusterError ? describeClusterError(error) : error.publicMessage;
    const said = new Set([...deleted, ...kept.map(({ name }) => name)]);
    kept.push(...pods.filter(({ name }) => !said.has(name)).map(({ name }) => ({ name, sentence: `Pod ${name}: ${words}` })));
  }
  return { deleted, kept, forbidden };
}

/** The pods as they are this moment, and which of them are in the way. @throws AppError `conflict` where the bot does not run the rollback's target any more */
async function look(ctx: BotCtx, { uid, target, bot }: Run, view: LiveView) {
  const workload = await lookLive(view);
  const canonical = (template: Run["target"]) => canonicalTemplate(template, bot.environment.stamps);
  if (workload?.uid !== uid || canonical(workload.template) !== canonical(target))
    throw new AppError("conflict", `${bot.title} is not on what this rollback brought any more. No pod was deleted.`);
  const [revisions, pods] = await orSay(Promise.all([view.cluster.listRevisions(workload), view.cluster.listPods(workload)]));
  return { pods, inTheWay: podsToDelete({ workload, target: liveRevision(workload, revisions), pods, now: ctx.clock.now() }) };
}

async function recordAct(ctx: BotCtx, run: Run, action: string, what: object): Promise<void> {
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action,
      botId: run.botId,
      subject: `${run.bot.title} in ${run.bot.environment.title}`,
      after: { rollback: run.id, ...what },
    }),
  );
}

/** What came of it: on the run, and in the audit log where it is not what was asked for. */
async function recordOutcome(ctx: BotCtx, run: Run, asked: readonly Asked[], { deleted, kept }: DeletedPods): Promise<void> {
  const at = ctx.clock.now();
  const uidOf = (name: string) => asked.find((pod) => pod.name === name)?.uid ?? name;
  await inTransaction(ctx, async (tx) => {
    const data = deleted.map((name) => {
      return {
        rollbackId: run.id,
        key: `deleted ${uidOf(name)}`,
        at,
        tone: "plain",
        sentence: `${actorInWords(ctx.actor)} deleted pod ${name}.`,
      };
    });
    await tx.db.rollbackRemark.createMany({ data, skipDuplicates: true });
    await notify(tx, { kind: "rollback", rollbackId: run.id, botId: run.botId });
  });
  if (kept.length > 0) await recordAct(ctx, run, "rollback.keep-pods", { deleted, kept });
}

function mayNot({ bot }: Run): AppError {
  const sentence = `Lastgood's account may not delete pods in namespace ${bot.namespace}. No pod was deleted. Whoever runs the cluster can grant it, or delete them with the command on the run's page.`;
  return new AppError("cluster-refused", sentence);
}
