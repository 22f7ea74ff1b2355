import { appliedMigrations, type AppliedMigrations } from "./applied-migrations";
import { createDatabase } from "./database-admin";
import { knownMigrations } from "./known-migrations";
import { openSchemaEngine } from "./schema-engine";
import { StartError } from "./start-error";

const NO_SUCH_DATABASE = "3D000";
const ALREADY_THERE = ["42P04", "23505"];

/**
 * Brings the database of `url` to this build's schema and gives the names of what was applied. Makes the database if it is missing.
 * Any number of processes may call it at once: an advisory lock lets one work, the others find nothing to do.
 *
 * @throws StartError if the database cannot be reached, is newer than this build, or a migration failed
 */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const known = knownMigrations(folder);
  refuseNewer(await appliedOrCreated(url), known.names);

  const { engine, close } = await openSchemaEngine({ url });
  try {
    const { names: _, ...migrationsList } = known;
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } });
    return appliedMigrationNames;
  } catch (cause) {
    throw await explained(cause, url);
  } finally {
    await close();
  }
}

async function appliedOrCreated(url: string): Promise<AppliedMigrations> {
  try {
    return await appliedMigrations(url);
  } catch (error) {
    if (codeOf(error) !== NO_SUCH_DATABASE) throw unreachable(error, url);
  }
  await createDatabase(url).catch((error: unknown) => {
    if (!ALREADY_THERE.includes(codeOf(error))) throw unreachable(error, url);
  });
  return { done: [], unfinished: [] };
}

function refuseNewer({ done }: AppliedMigrations, known: string[]): void {
  const newer = done.filter((name) => !known.includes(name));
  if (newer.length === 0) return;
  throw new StartError(
    `The database was upgraded by a newer Lastgood (it holds migration ${newer.at(-1)}, which this build does not know). Nothing was changed. ` +
      `Start that newer Lastgood, or restore the backup made before the upgrade.`,
  );
}

async function explained(cause: unknown, url: string): Promise<StartError> {
  const { unfinished } = await appliedMigrations(url).catch(() => ({ unfinished: [] as string[] }));
  const which = unfinished.length > 0 ? ` Migration ${unfinished.join(", ")} did not finish; its own changes were rolled back.` : "";
  return new StartError(`The database could not be brought to this build's schema.${which} PostgreSQL said: ${messageOf(cause)}`, {
    cause,
  });
}

function unreachable(cause: unknown, url: string): StartError {
  const { hostname, port } = new URL(url);
  return new StartError(`The database at ${hostname}:${port || 5432} cannot be used: ${messageOf(cause)}. Check DATABASE_URL.`, { cause });
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? "";
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
