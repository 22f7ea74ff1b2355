import { releaseContent } from "@/lib/bots/release-content";
import type { JsonObject } from "@/lib/platform/json";
import type { Product } from "../support/product";

/** Does something while a recorded release mounts a volume of this name, which no pod has: a cluster that is asked refuses it, and quotes the name. */
export async function whileReleaseMounts<T>(
  { ctx, database }: Product,
  releaseId: string,
  volume: string,
  act: () => Promise<T>,
): Promise<T> {
  const { template } = await releaseContent(ctx(), releaseId);
  const [container] = (template.spec as { containers: { volumeMounts: JsonObject[] }[] }).containers;
  container?.volumeMounts.push({ name: volume, mountPath: "/nowhere" });
  const [broken = ""] = await ctx().vault.keep(ctx(), [JSON.stringify(template)]);
  const release = await database.db.release.findUniqueOrThrow({ where: { id: releaseId } });
  await database.db.release.update({ where: { id: releaseId }, data: { template: broken } });
  try {
    return await act();
  } finally {
    await database.db.release.update({ where: { id: releaseId }, data: { template: release.template } });
  }
}

/** Does something while the database takes no rollback, and quotes what it refuses. */
export async function whileDatabaseRefuses<T>({ database: { db } }: Product, act: () => Promise<T>): Promise<T> {
  await db.$executeRaw`create function refuse_rollback() returns trigger language plpgsql as $$ begin raise exception 'not this row: %', new.reason; end $$`;
  await db.$executeRaw`create trigger refuse_rollback before insert on "Rollback" for each row execute function refuse_rollback()`;
  try {
    return await act();
  } finally {
    await db.$executeRaw`drop function refuse_rollback() cascade`;
  }
}
