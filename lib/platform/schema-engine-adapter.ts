import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
} from "@prisma/driver-adapter-utils";
import type { Pool, QueryArrayResult } from "pg";

/** Makes an empty database for the engine to replay migrations in; gives its URL and how to remove it. */
export type ShadowDatabase = () => Promise<{ url: string; drop(): Promise<void> }>;

type Internals = { performIO(query: SqlQuery): Promise<QueryArrayResult>; onError(error: unknown): never; underlyingDriver(): Pool };

const CHAR = 18;
const TEXT = 25;
/** Catalogue types (regproc, pg_node_tree …) that adapter-pg refuses to read; as text they are what the engine wants. */
const READ_AS_TEXT = new Set([24, 27, 28, 29, 194, 2205, 2206]);

/** A `@prisma/adapter-pg` factory that the schema engine can work with, and `close` for every connection it opened. */
export function schemaEngineAdapter(
  url: string,
  shadow?: ShadowDatabase,
): { factory: SqlMigrationAwareDriverAdapterFactory; close(): Promise<void> } {
  const opened: SqlDriverAdapter[] = [];
  const main = connectionTo(url);
  const open = async (prisma: PrismaPg, afterwards: () => Promise<void> = async () => {}) => {
    const adapter = repaired(await prisma.connect(), afterwards);
    opened.push(adapter);
    return adapter;
  };
  return {
    factory: {
      provider: main.provider,
      adapterName: main.adapterName,
      connect: () => open(main),
      // adapter-pg's own version opens the main database: in node-postgres the URL wins over `database`.
      connectToShadowDb: async () => {
        if (!shadow) throw new Error("This use of the schema engine has no shadow database.");
        const { url: shadowUrl, drop } = await shadow();
        return open(connectionTo(shadowUrl), drop);
      },
    },
    close: async () => {
      for (const adapter of opened.splice(0).reverse()) await adapter.dispose().catch(() => {});
    },
  };
}

// One connection: the engine's advisory lock belongs to the session, so the work must run in the session that holds it.
function connectionTo(url: string): PrismaPg {
  const target = new URL(url);
  const schema = target.searchParams.get("schema") ?? "public";
  target.searchParams.delete("schema");
  return new PrismaPg({ connectionString: target.href, max: 1, connectionTimeoutMillis: 8_000 }, { schema });
}

function repaired<T extends SqlDriverAdapter>(adapter: T, afterwards: () => Promise<void>): T {
  const inner = adapter as T & Internals;
  readCatalogueTypes(adapter);

  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (...args) => readCatalogueTypes(await begin(...args));

  // adapter-pg cuts scripts at every ";", which breaks functions. Sent whole, PostgreSQL runs a script as one transaction.
  adapter.executeScript = async (script) => {
    try {
      await inner.underlyingDriver().query(script);
    } catch (error) {
      inner.onError(error);
    }
  };

  const dispose = adapter.dispose.bind(adapter);
  let disposed: Promise<void> | undefined;
  adapter.dispose = () => (disposed ??= dispose().then(afterwards));
  return adapter;
}

// adapter-pg cannot map the catalogue's one-byte "char"; the engine wants exactly `Character` for it and panics on text.
function readCatalogueTypes<T extends SqlQueryable>(queryable: T): T {
  const inner = queryable as unknown as Internals;
  const perform = inner.performIO.bind(queryable);
  const read = queryable.queryRaw.bind(queryable);
  const charColumns = new WeakMap<SqlQuery, number[]>();

  inner.performIO = async (query) => {
    const result = await perform(query);
    const chars: number[] = [];
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID === CHAR) chars.push(index);
      if (field.dataTypeID === CHAR || READ_AS_TEXT.has(field.dataTypeID)) field.dataTypeID = TEXT;
    });
    charColumns.set(query, chars);
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await read(query);
    for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return queryable;
}
