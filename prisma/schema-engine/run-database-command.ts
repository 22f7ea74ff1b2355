import { createDatabase, databaseNameIn, dropDatabase, withAdminClient } from "@/lib/platform/database-admin";
import { logLine } from "./log-line";

/** `can-connect-to-database`, `create-database` or `drop-database`; gives the exit code. */
export async function runDatabaseCommand(command: string, url: string): Promise<number> {
  logLine("INFO", { message: "Starting schema engine CLI" }); // the CLI drops the first line
  try {
    logLine("INFO", { message: await done(command, url) });
    return 0;
  } catch (error) {
    const { code = "", message = String(error) } = error as { code?: string; message?: string };
    logLine("ERROR", { is_panic: false, ...described(code, message, url) });
    return 1;
  }
}

async function done(command: string, url: string): Promise<string> {
  switch (command) {
    case "can-connect-to-database":
      await withAdminClient(url, async () => {}, databaseNameIn(url));
      return "Connection successful";
    case "create-database":
      await createDatabase(url);
      return "The database was created";
    case "drop-database":
      await dropDatabase(url);
      return "The database was successfully dropped.";
    default:
      throw new Error(`Unknown command ${command}`);
  }
}

function described(code: string, message: string, url: string): { error_code: string; message: string } {
  const { hostname, port } = new URL(url);
  if (code === "3D000") return { error_code: "P1003", message: `Database \`${databaseNameIn(url)}\` does not exist` };
  if (code === "28P01") return { error_code: "P1000", message };
  if (code === "42P04") return { error_code: "P1009", message };
  if (/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|timeout/.test(code + message))
    return { error_code: "P1001", message: `Can't reach database server at \`${hostname}:${port || 5432}\`` };
  return { error_code: "P1010", message };
}
