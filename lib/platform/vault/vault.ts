import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "../app-error";
import type { PlatformCtx } from "../ctx";
import { seal, unseal } from "./cipher";
import { KeyRing } from "./key-ring";
import { secretKeyFrom } from "./secret-key";

/** A row of Content. */
export type SealedRow = { hash: string; keyId: string; nonce: Uint8Array; sealed: Uint8Array; size: number };

/** Contents, stored once each under the SHA-256 of what they are; sealed, and looked at on every read. */
export type Vault = {
  /** Stores what is not there yet, in the caller's transaction; returns content addresses (sha256 hex of the plain bytes) in the same order. */
  keep(ctx: PlatformCtx, contents: readonly (string | Buffer)[]): Promise<string[]>;
  /** @throws AppError `content-damaged` (row refused, named), `content-missing`, `secret-key-wrong` */
  read(ctx: PlatformCtx, hashes: readonly string[]): Promise<Map<string, Buffer>>;
  /** Opens a row that a join brought along; keys are cached after their first use. @throws AppError as `read` */
  open(ctx: PlatformCtx, row: SealedRow): Promise<Buffer>;
  /** Keyed digest (HMAC-SHA256, hex, `keyId:digest`) to ask later whether something changed, without keeping it. */
  digest(ctx: PlatformCtx, text: string): Promise<string>;
  /** Whether `text` is what the digest was made of; null where its key is gone. */
  compare(ctx: PlatformCtx, text: string, digest: string): Promise<boolean | null>;
};

/** The vault of a process. `secretKey` is LASTGOOD_SECRET_KEY: it opens the content keys, and they open the contents. */
export function openVault({ secretKey }: { secretKey: string }): Vault {
  const keys = new KeyRing(secretKeyFrom(secretKey));

  const keep: Vault["keep"] = async (ctx, contents) => {
    const plains = contents.map((content) => (typeof content === "string" ? Buffer.from(content) : content));
    const addressed = plains.map((plain) => ({ hash: hashOf(plain), plain }));
    const missing = new Map(addressed.map(({ hash, plain }) => [hash, plain]));
    for (const hash of await held(ctx, [...missing.keys()])) missing.delete(hash);

    if (missing.size > 0) {
      const { id: keyId, sealing } = await keys.current(ctx);
      const createdAt = ctx.clock.now();
      const rows = [...missing].sort(byHash).map(([hash, plain]) => {
        return { hash, keyId, ...seal(sealing, plain, about(hash)), size: plain.length, createdAt };
      });
      await ctx.db.content.createMany({ data: rows, skipDuplicates: true });
    }
    return addressed.map(({ hash }) => hash);
  };

  const open: Vault["open"] = async (ctx, row) => {
    const key = await keys.find(ctx, row.keyId);
    const plain = key && unseal(key.sealing, row, about(row.hash));
    if (plain && hashOf(plain) === row.hash) return plain;
    throw refused("content-damaged", DAMAGED, row.hash);
  };

  const read: Vault["read"] = async (ctx, hashes) => {
    const rows = await ctx.db.content.findMany({ where: { hash: { in: [...new Set(hashes)] } } });
    const found = new Map<string, Buffer>();
    for (const row of rows) found.set(row.hash, await open(ctx, row));
    const missing = hashes.find((hash) => !found.has(hash));
    if (missing !== undefined) throw refused("content-missing", MISSING, missing);
    return found;
  };

  const digest: Vault["digest"] = async (ctx, text) => {
    const { id, digesting } = await keys.current(ctx);
    return `${id}:${hmac(digesting, text).toString("hex")}`;
  };

  const compare: Vault["compare"] = async (ctx, text, digest) => {
    const [id = "", hex = ""] = digest.split(":");
    const key = await keys.find(ctx, id);
    if (!key) return null;
    const [now, then] = [hmac(key.digesting, text), Buffer.from(hex, "hex")];
    return now.length === then.length && timingSafeEqual(now, then);
  };

  return { keep, read, open, digest, compare };
}

// Held until the caller's transaction ends: whoever prunes must wait, and then look again at what is referred to.
async function held({ db }: PlatformCtx, hashes: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ hash: string }[]>`
    select hash from "Content" where hash = any(${hashes}) order by hash for key share`;
  return rows.map(({ hash }) => hash);
}

// Two that store the same contents must not wait for each other.
function byHash([a]: [string, Buffer], [b]: [string, Buffer]): number {
  return a < b ? -1 : 1;
}

function hashOf(plain: Uint8Array): string {
  return createHash("sha256").update(plain).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function about(hash: string): string {
  return `lastgood content ${hash}`;
}

function refused(code: "content-damaged" | "content-missing", why: string, hash: string): AppError {
  const sentence = `The stored content ${hash.slice(0, 12)} ${why} Nothing was changed. Bring its row of Content back from a backup of the database, or choose another release.`;
  return new AppError(code, sentence, { cause: new Error(`content ${hash}`) });
}

const DAMAGED = "is damaged: it is refused and never restored.";
const MISSING = "is not in the database any more, so it cannot be restored.";
