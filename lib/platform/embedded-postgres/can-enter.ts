import { spawnSync } from "node:child_process";
import { CLEAN_ENV } from "./clean-env";
import type { RunAs } from "./unprivileged-user";

/** Whether that user (undefined: we ourselves) can step into `folder`, which a parent closed to others forbids. Asked of the kernel, not computed. */
export function canEnter(folder: string, runAs: RunAs | undefined): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...runAs, cwd: "/", stdio: "ignore", env: CLEAN_ENV }).status === 0;
}
