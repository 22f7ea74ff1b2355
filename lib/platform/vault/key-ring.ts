import type { PlatformCtx } from "../ctx";
import { inTransaction } from "../in-transaction";
import { unwrap, type ContentKey, type WrappedKey } from "./content-key";
import { addContentKey, lockContentKeys, newestContentKey } from "./content-key-rows";
import type { SecretKey } from "./secret-key";

/** The content keys that a process needed so far, unwrapped. An id never stands for another key, so what is known stays true. */
export class KeyRing {
  readonly #secretKey: SecretKey;
  readonly #known = new Map<string, ContentKey>();

  constructor(secretKey: SecretKey) {
    this.#secretKey = secretKey;
  }

  /** The key of this id; null where there is none. @throws AppError as `unwrap` */
  async find(ctx: PlatformCtx, id: string): Promise<ContentKey | null> {
    const known = this.#known.get(id);
    if (known) return known;
    const row = await ctx.db.contentKey.findUnique({ where: { id } });
    return row && this.#open(row);
  }

  /** The key for contents from now on. Asked each time: one that was made in a transaction that came to nothing must not be used. */
  async current(ctx: PlatformCtx): Promise<ContentKey> {
    const row = (await newestContentKey(ctx)) ?? (await inTransaction(ctx, (tx) => this.#makeFirst(tx)));
    return this.#open(row);
  }

  async #makeFirst(tx: PlatformCtx): Promise<WrappedKey> {
    await lockContentKeys(tx);
    return (await newestContentKey(tx)) ?? (await addContentKey(tx, this.#secretKey));
  }

  #open(row: WrappedKey): ContentKey {
    const known = this.#known.get(row.id) ?? unwrap(row, this.#secretKey);
    this.#known.set(row.id, known);
    return known;
  }
}
