import { Prisma } from "@/lib/platform/db";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";

/** What was stored so lately may belong to something that is still being written. */
const GRACE_MS = 3_600_000;
const AT_ONCE = 500;

/** Deletes contents that no release and no plan refers to. Releases whose content was let go of (`template` empty) hold none. Returns how many went. */
export async function pruneContents({ ctx }: { ctx: PlatformCtx }): Promise<number> {
  let pruned = 0;
  for (;;) {
    const { locked, deleted } = await inTransaction(ctx, pruneSome);
    pruned += deleted;
    if (locked < AT_ONCE) return pruned;
  }
}

/**
 * Whoever stores a content that is there already locks its row until the reference to it is committed (`Vault.keep`). So rows are locked here first, passing
 * over those, and looked at again by a second statement: it sees what was committed before the lock. Who comes after waits, finds the row gone, and stores it anew.
 */
async function pruneSome({ db, clock }: PlatformCtx): Promise<{ locked: number; deleted: number }> {
  const before = new Date(clock.now().getTime() - GRACE_MS);
  const rows = await db.$queryRaw<{ hash: string }[]>`
    with ${REFERRED}
    select c.hash from "Content" c
    where c."createdAt" < ${before} and not exists (select from referred where referred.hash = c.hash)
    limit ${AT_ONCE} for update of c skip locked`;
  if (rows.length === 0) return { locked: 0, deleted: 0 };
  const hashes = rows.map(({ hash }) => hash);
  const deleted = await db.$executeRaw`
    with ${REFERRED}
    delete from "Content" c
    where c.hash = any(${hashes}) and not exists (select from referred where referred.hash = c.hash)`;
  return { locked: rows.length, deleted };
}

/** By elements: a JSON path takes the square of the time for a map of many keys. */
const REFERRED = Prisma.sql`
  referred as materialized (
    select template as hash from "Release"
    union all
    select file->>'hash' from "Release", jsonb_array_elements(nullif(config, 'null')) as map, jsonb_array_elements(map->'files') as file
    where template <> ''
    union all
    select unnest(array["liveTemplate", "bringTemplate"]) from "RollbackPlan"
    union all
    select file->>'hash' from "RollbackPlan", jsonb_array_elements(copies) as copy, jsonb_array_elements(copy->'files') as file
  )`;
