import { readFileSync } from "node:fs";
import type { z } from "zod";
import { StartError } from "./start-error";

/** May also be given as the path of a file that holds them: `DATABASE_URL_FILE`, as container secrets are mounted. */
const FROM_FILES = ["DATABASE_URL", "LASTGOOD_SECRET_KEY", "LASTGOOD_FORMER_SECRET_KEY", "NEXTAUTH_SECRET", "LASTGOOD_ADMIN_PASSWORD"];

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads settings from `variables`; an empty one counts as absent. @throws StartError with every problem at once, by name and without values */
export function parseEnv<S extends z.ZodType>(schema: S, variables: Variables): z.output<S> {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const problems = new Map<string, string>();
  for (const name of FROM_FILES) {
    const file = present[`${name}_FILE`];
    if (file === undefined) continue;
    if (present[name] !== undefined) problems.set(name, `${name} and ${name}_FILE are both set: set one`);
    else readInto(present, name, file, problems);
  }

  const result = schema.safeParse(present);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!problems.has(name)) problems.set(name, `${name} ${isMissing(name, issue, present) ? "is missing" : issue.message}`);
  }
  if (result.success && problems.size === 0) return result.data;
  throw new StartError([...problems.values()]);
}

function readInto(present: Record<string, string | undefined>, name: string, file: string, problems: Map<string, string>): void {
  try {
    present[name] = readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    problems.set(name, `${name}_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

function isMissing(name: string, issue: z.core.$ZodIssue, present: Variables): boolean {
  return present[name] === undefined && issue.code !== "custom";
}
