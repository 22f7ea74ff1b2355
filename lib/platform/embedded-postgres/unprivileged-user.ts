import { readFileSync, statSync } from "node:fs";

/** Whom PostgreSQL runs as; it refuses to run as root. */
export type RunAs = { uid: number; gid: number };

const NOBODY: RunAs = { uid: 65534, gid: 65534 };

/** The user to run PostgreSQL as when we are root: the owner of existing data, else `postgres`, else `nobody`. Undefined when we are not root. */
export function unprivilegedUser(existingData: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(existingData, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return accountNamed("postgres") ?? accountNamed("nobody") ?? NOBODY;
}

function accountNamed(name: string): RunAs | undefined {
  try {
    const account = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .find(([login]) => login === name);
    return account ? { uid: Number(account[2]), gid: Number(account[3]) } : undefined;
  } catch {
    return undefined;
  }
}
