import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { migrate } from "@/lib/platform/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database that each test's own is a copy of. */
    templateDatabaseUrl: string;
  }
}

const FAST_AND_FORGETFUL = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300", autovacuum: "off" };

/** One embedded PostgreSQL for a test run, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-tests-"));
  chmodSync(dataDir, 0o755); // PostgreSQL runs as another user when we are root
  const postgres = await startEmbeddedPostgres({ dataDir, purpose: "tests", settings: FAST_AND_FORGETFUL });
  await migrate(postgres.url);
  project.provide("templateDatabaseUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
