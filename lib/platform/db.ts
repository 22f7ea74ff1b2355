import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export type Database = PrismaClient;
/** The database, or a transaction on it: verbs take either. */
export type Db = Prisma.TransactionClient;
export { Prisma };

/**
 * Opens a pool of at most `max` connections to `url` (`postgresql://…`). A server that cannot be connected to is an error after 3 s, one that falls silent under a
 * statement after 20 s: its connection is given up then, which TCP alone would do after a quarter of an hour.
 */
export function openDatabase(url: string, options: { max: number; silentMs?: number }): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 15_000,
    query_timeout: options.silentMs ?? 20_000,
    keepAlive: true,
  });
  return new PrismaClient({ adapter });
}
