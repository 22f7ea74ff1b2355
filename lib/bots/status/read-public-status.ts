import { hashSecret } from "@/lib/access/token-secret";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { botStatuses } from "./bot-statuses";
import type { BotStatus, PublicBotStatus, PublicStatus } from "./schemas";
import { seenEnvironments } from "./seen-environments";

/**
 * What whoever has a public link sees of its environment; null where the link is unknown or revoked, which nobody is to tell apart.
 * The secret is found by its hash, so how long that takes says nothing of it.
 */
export async function readPublicStatus({ ctx, input }: { ctx: PlatformCtx; input: { secret: string } }): Promise<PublicStatus | null> {
  const link = await ctx.db.publicLink.findFirst({ where: { hash: hashSecret(input.secret), revokedAt: null } });
  if (!link) return null;
  const [environments, items] = await Promise.all([seenEnvironments(ctx), botStatuses(ctx, link.environmentName)]);
  const environment = environments.find(({ name }) => name === link.environmentName);
  if (!environment) return null;
  const { title, seen, checkedAt } = environment;
  return { environment: { title, seen, checkedAt }, items: items.map(publicBotStatus) };
}

/** Named one by one, so that what is added to the status of those who are signed in stays with them. */
function publicBotStatus(bot: BotStatus): PublicBotStatus {
  const { title, verdict, verdictSince, switchedOff, live, putBackAt, rollback, supportNote } = bot;
  return {
    title,
    verdict,
    verdictSince,
    switchedOff,
    live,
    putBackAt,
    rollback: rollback && publicRollback(rollback),
    supportNote: supportNote?.text ?? null,
  };
}

function publicRollback(rollback: NonNullable<BotStatus["rollback"]>): PublicBotStatus["rollback"] {
  const { at } = rollback;
  switch (rollback.kind) {
    case "running":
      return { kind: "running", at, toVersion: rollback.toVersion, undoes: rollback.undoes };
    case "brought":
      return { kind: "brought", at, undoes: rollback.undoes };
    case "unsuccessful":
      return { kind: "unsuccessful", at, toVersion: rollback.toVersion };
  }
}
