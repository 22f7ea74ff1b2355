import { existsSync } from "node:fs";
import path from "node:path";

/** The folder that holds `prisma/migrations`: the clone, or the image's working folder. Works from source and from a bundle in `dist/`. */
export function applicationRoot(): string {
  const starts = [import.meta.dirname, process.cwd()].filter((start) => typeof start === "string");
  for (const start of starts) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      if (existsSync(path.join(folder, "prisma/migrations/migration_lock.toml"))) return folder;
      if (folder === path.dirname(folder)) break;
    }
  }
  throw new Error(`prisma/migrations is not in or above any of: ${starts.join(", ")}`);
}
