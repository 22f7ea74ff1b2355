import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { recordAudit, type AuditAct } from "./record-audit";
import { requirePermission } from "./require-permission";
import { WhichUser, type UserJson } from "./schemas";
import { toUserJson } from "./to-user-json";

/** Any constant: changes of who may do what go one after the other, so that two admins cannot lower each other at once. Taken before the lock of the audit chain. */
const PEOPLE_LOCK = 7_225_343;

type Change = {
  data: { role?: string; disabledAt?: Date | null; passwordHash?: string };
  act: Pick<AuditAct, "action" | "before" | "after">;
};

/**
 * What every change of a user has in common: one at a time, decided on the row as it is inside the transaction, all their sessions ended, and at
 * least one admin left who can sign in. `decide` gets the row and returns what to write, or null where nothing is to be changed.
 *
 * @throws AppError `forbidden`, `not-found`, `conflict` when nobody would be left who can manage people
 */
export async function changeUser(ctx: Ctx, which: WhichUser, decide: (user: UserJson, now: Date) => Change | null): Promise<UserJson> {
  requirePermission(ctx, "manage-users");
  const where = WhichUser.parse(which);

  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(${PEOPLE_LOCK}::int)`;
    const row = await tx.db.user.findUnique({ where: "id" in where ? { id: where.id } : { email: where.email } });
    if (!row) throw new AppError("not-found", `There is no user with ${nameOf(where)}. Nothing was changed.`);

    const before = toUserJson(row);
    const change = decide(before, tx.clock.now());
    if (!change) return before;
    const after = toUserJson(
      await tx.db.user.update({ where: { id: before.id }, data: { ...change.data, sessionVersion: { increment: 1 } } }),
    );
    if (isAdmin(before) && !isAdmin(after)) await somebodyMustBeLeft(tx, before);
    await recordAudit(tx, { ...change.act, subject: `user ${before.email}` });
    return after;
  });
}

function isAdmin({ role, disabledAt }: UserJson): boolean {
  return role === "admin" && disabledAt === null;
}

async function somebodyMustBeLeft(tx: Ctx, { name }: UserJson): Promise<void> {
  if ((await tx.db.user.count({ where: { role: "admin", disabledAt: null } })) > 0) return;
  throw new AppError(
    "conflict",
    `${name} is the last admin: nobody could manage people any more. Nothing was changed. Make somebody else admin first.`,
  );
}

function nameOf(which: { id: string } | { email: string }): string {
  return "id" in which ? `the id ${which.id}` : `the e-mail address ${which.email}`;
}
