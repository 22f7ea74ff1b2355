import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { endErrored } from "@/lib/rollbacks/end-errored";
import { GIVEN_UP } from "@/lib/rollbacks/record-intent";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { listRollbacks } from "@/lib/rollbacks/list-rollbacks";
import { readBrief } from "@/lib/rollbacks/read-brief";
import type { ConfirmInput, RollbackBrief } from "@/lib/rollbacks/schemas";

export const GET = route(operations.listRollbacks, async ({ ctx, query }) => answer(200, await listRollbacks({ ctx, input: query })));

const OTHER_RUNS =
  "A rollback of this bot to another release is running. Nothing was changed by this click. Follow that one, or choose this instead.";

async function confirm({ ctx, body }: { ctx: BotCtx; body: ConfirmInput }) {
  const confirmation = await confirmRollback({ ctx, input: body });
  const { rollbackId } = confirmation;
  const path = `/rollbacks/${rollbackId}`;
  switch (confirmation.kind) {
    case "started": {
      if (ctx.givenUp?.aborted) {
        // It was being written down while its person was told that it is given up.
        await endErrored(ctx, { run: confirmation.run, sentence: GIVEN_UP, reached: "no" });
        throw new AppError("database-unreachable", GIVEN_UP, { detail: { path } });
      }
      const drive = driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
      if (body.keepTrying)
        void drive.catch((err: unknown) => ctx.log.warn({ err, rollbackId }, "a run that is to be kept trying goes on in the worker"));
      else await drive;
      return answer(202, asStarted(await readBrief({ ctx, input: { id: rollbackId } }).catch(sayLost(path))));
    }
    case "joined":
      return answer(200, await readBrief({ ctx, input: { id: rollbackId } }));
    case "other-target-running":
      throw new AppError("rollback-running", OTHER_RUNS, { detail: { rollback: { id: rollbackId, path } } });
  }
}

/** Confirms a plan and carries it to "accepted by the cluster" before answering, so that the button works with the worker dead. */
export const POST = route(operations.confirmRollback, confirm, ({ body: { botId } }) => (botId === undefined ? null : { id: botId }));

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");

/** Where ConfigMaps are copied first, that the bot had moved is found after the intent was recorded: the click is stale all the same. */
function asStarted(brief: RollbackBrief): RollbackBrief {
  if (brief.phase !== "superseded" || brief.acceptedAt !== null) return brief;
  throw new AppError("plan-stale", `${brief.sentence} Look at the new difference and decide again.`, {
    detail: { rollback: { id: brief.id, path: brief.path } },
  });
}

function sayLost(path: string): (error: unknown) => never {
  return (error) => {
    if (!isDatabaseDown(error)) throw error;
    const sentence = `The rollback is recorded and was taken to the cluster, but the database stopped answering. Open ${path} when it is back.`;
    throw new AppError("database-unreachable", sentence, { cause: error, detail: { path } });
  };
}
