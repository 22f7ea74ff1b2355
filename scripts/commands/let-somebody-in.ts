import { bootstrapAdmin, type Bootstrap } from "@/lib/access/bootstrap-admin";
import type { Actor } from "@/lib/access/types";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import type { CommandEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";

type Input = {
  databaseUrl: string;
  env: Pick<CommandEnv, "LASTGOOD_ADMIN_EMAIL" | "LASTGOOD_ADMIN_PASSWORD">;
  actor: Actor;
  log: Logger;
};

/** Makes the first admin that the settings name, else the set-up link, in a migrated database that has no users. */
export async function letSomebodyIn({ databaseUrl, env, actor, log }: Input): Promise<Bootstrap> {
  const { LASTGOOD_ADMIN_EMAIL: email, LASTGOOD_ADMIN_PASSWORD: password } = env;
  const db = openDatabase(databaseUrl, { max: 2 });
  try {
    const ctx = { actor, db, clock: systemClock, log, requestId: newId("req") };
    return await bootstrapAdmin({ ctx, input: { admin: email && password ? { email, password } : null } });
  } finally {
    await db.$disconnect();
  }
}

export function invitation(link: string): string {
  return `Nobody can sign in yet. Make the first admin here, once: ${link}`;
}
