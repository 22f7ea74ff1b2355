import { StartError } from "../start-error";

/** Turns what PostgreSQL said before it gave up into a sentence with something to do. */
export function explainPostgres(said: string, folder: string): StartError {
  const last = said.trim().split("\n").slice(-6).join("\n");
  if (/No space left on device|Disk quota exceeded/.test(said))
    return new StartError(
      `The disk that holds ${folder} is full: PostgreSQL could not write. Make room and start again; nothing recorded is lost.`,
    );
  if (/Permission denied|has wrong ownership|EACCES/.test(said))
    return new StartError(`PostgreSQL may not use ${folder}: it must belong to the user that it runs as.\n${last}`);
  if (/Read-only file system/.test(said))
    return new StartError(`The disk that holds ${folder} is read-only. Set LASTGOOD_DATA_DIR to a folder that can be written.`);
  return new StartError(`The embedded PostgreSQL in ${folder} did not start. It said:\n${last || "(nothing)"}`);
}
