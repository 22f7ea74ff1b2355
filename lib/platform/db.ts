import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

export type Database = PrismaClient;
/** The database, or a transaction on it: verbs take either. */
export type Db = Prisma.TransactionClient;
export { Prisma };

/** Opens a pool of at most `max` connections to `url` (`postgresql://…`). A server that does not answer is an error after 3 s, not a hang. */
export function openDatabase(url: string, options: { max: number }): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 15_000,
    keepAlive: true,
  });
  return new PrismaClient({ adapter });
}
