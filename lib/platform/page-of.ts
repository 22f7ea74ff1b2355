import { AppError } from "./app-error";

export type PageInput = { cursor?: string | undefined; limit?: number | undefined };

export type Page<Item> = { items: Item[]; nextCursor: string | null };

const DEFAULT_LIMIT = 50;
const MOST = 500;

/** One page of a list by the id of the row it starts after. `find` gets Prisma's paging arguments and must order by something that ends with `id`. */
export async function pageOf<Row extends { id: string }>(
  input: PageInput,
  find: (page: { take: number; skip?: number; cursor?: { id: string } }) => Promise<Row[]>,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const limit = input.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new AppError("bad-input", `limit goes from 1 to ${MOST}.`);

  const found = await find({ take: limit + 1, ...(input.cursor === undefined ? {} : { skip: 1, cursor: { id: input.cursor } }) });
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
