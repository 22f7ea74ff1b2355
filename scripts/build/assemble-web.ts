import { cpSync, existsSync, rmSync } from "node:fs";

const STANDALONE = ".next/standalone";
const BESIDE_THE_SERVER = [".next/static", "public", "prisma/migrations"];

/** Puts beside the standalone server what Next leaves out of it: it runs from that folder alone. */
export function assembleWeb(): void {
  for (const folder of BESIDE_THE_SERVER) {
    rmSync(`${STANDALONE}/${folder}`, { recursive: true, force: true });
    if (existsSync(folder)) cpSync(folder, `${STANDALONE}/${folder}`, { recursive: true });
  }
}
