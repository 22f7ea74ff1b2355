import { loadConfig, offlineEnvironments } from "@/lib/platform/config-file";
import { webEnv } from "@/lib/platform/env";
import { StartError } from "@/lib/platform/start-error";

/** What says where bots run, as this process was started; `offline`: environments in which a command may roll back while the database is gone. */
export type WhereDeclared =
  { kind: "file"; file: string; offline: string[] } | { kind: "variable" } | { kind: "asked" } | { kind: "unreadable"; file: string };

/** Reads the file anew: the worker follows it within a minute, and so does this. */
export function whereDeclared(): WhereDeclared {
  const env = webEnv();
  const file = env.LASTGOOD_CONFIG ?? "lastgood.yaml";
  try {
    if (loadConfig(env).kind === "ask") return { kind: "asked" };
    return env.LASTGOOD_CONFIG === undefined && env.LASTGOOD_NAMESPACES !== undefined && isAbsent(env)
      ? { kind: "variable" }
      : { kind: "file", file, offline: offlineEnvironments(env) };
  } catch (error) {
    if (error instanceof StartError) return { kind: "unreadable", file };
    throw error;
  }
}

function isAbsent(env: ReturnType<typeof webEnv>): boolean {
  return loadConfig({ ...env, LASTGOOD_NAMESPACES: undefined }).kind === "ask";
}
