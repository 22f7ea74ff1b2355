/** Writes to stderr what the Prisma CLI expects of its engine: one JSON object a line. */
export function logLine(level: "INFO" | "ERROR", fields: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" })}\n`);
}
