import type { PlatformCtx } from "../ctx";
import { inTransaction } from "../in-transaction";
import { makeContentKey, unwrap, type ContentKey, type WrappedKey } from "./content-key";
import type { SecretKey } from "./secret-key";

/** Any constant: held by whoever adds or wraps content keys, until its transaction ends. */
const KEYS_LOCK = 7_225_342;

/** The content keys that were needed so far, unwrapped. An id never stands for another key, so what is known stays true. */
export class KeyRing {
  readonly #known = new Map<string, ContentKey>();

  constructor(readonly secretKey: SecretKey) {}

  /** @throws AppError as `unwrap` */
  open(row: WrappedKey): ContentKey {
    const known = this.#known.get(row.id) ?? unwrap(row, this.secretKey);
    this.#known.set(row.id, known);
    return known;
  }

  /** The key of this id; null where there is none. */
  async find(ctx: PlatformCtx, id: string): Promise<ContentKey | null> {
    const known = this.#known.get(id);
    if (known) return known;
    const row = await ctx.db.contentKey.findUnique({ where: { id } });
    return row && this.open(row);
  }

  /** The key for contents from now on. Asked each time: one that was made in a transaction that came to nothing must not be used. */
  async current(ctx: PlatformCtx): Promise<ContentKey> {
    const row = (await newestKey(ctx)) ?? (await inTransaction(ctx, (tx) => this.#makeFirst(tx)));
    return this.open(row);
  }

  async #makeFirst(tx: PlatformCtx): Promise<WrappedKey> {
    await lockContentKeys(tx);
    return (await newestKey(tx)) ?? (await addContentKey(tx, this.secretKey));
  }
}

/** Until the transaction ends nobody else adds or wraps content keys. What is read after this is what they left. */
export async function lockContentKeys(tx: PlatformCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(${KEYS_LOCK}::int)`;
}

/** Adds a key that is newer than every other, whatever the clocks say. Takes `lockContentKeys` first. */
export async function addContentKey(tx: PlatformCtx, secretKey: SecretKey): Promise<WrappedKey> {
  const newest = await newestKey(tx);
  const now = tx.clock.now().getTime();
  const createdAt = new Date(newest ? Math.max(now, newest.createdAt.getTime() + 1) : now);
  const { id, wrapped, wrappedBy } = makeContentKey(secretKey);
  return tx.db.contentKey.create({ data: { id, wrapped: Uint8Array.from(wrapped), wrappedBy, createdAt } });
}

function newestKey(ctx: PlatformCtx) {
  return ctx.db.contentKey.findFirst({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}
