import { randomUUID } from "node:crypto";
import { createDatabase, dropDatabase } from "@/lib/platform/database-admin";
import type { ShadowDatabase } from "@/lib/platform/schema-engine-adapter";

/** The database named in the configuration, else one beside `url` that lives as long as the engine needs it. */
export function shadowDatabase(url: string, configured: string | undefined): ShadowDatabase {
  if (configured) return async () => ({ url: configured, drop: async () => {} });
  return async () => {
    const shadow = new URL(url);
    shadow.pathname = `/prisma_migrate_shadow_db_${randomUUID()}`;
    await createDatabase(shadow.href);
    return { url: shadow.href, drop: () => dropDatabase(shadow.href) };
  };
}
