import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { ConfigFile, EnvironmentEntry } from "./environment-declaration";
import { StartError } from "./start-error";

/** Where bots run, as the operator declared it. `namespaces` may be `["*"]`: all but system ones. */
export type EnvironmentDeclaration = {
  name: string;
  title: string;
  /** null: the kubeconfig's current one, or the cluster we run in. */
  context: string | null;
  namespaces: string[];
  selector: string | null;
  soakSeconds: number;
  /** Further pod template annotations that mean "restart", not "other". */
  stamps: string[];
  /** Opted in to "has this Secret changed since": Secrets are read, and keyed digests of them kept. */
  watchSecrets: boolean;
  /** How long the hold of a rollback lasts. */
  holdSeconds: number;
  /** How long a rollback must hold without a break to be called recovered. */
  verifySeconds: number;
  /** Old pods count until they are gone, also where several may run at once. */
  waitForTerminating: boolean;
  /** Every rollback needs the bot's name typed. */
  alwaysTypeName: boolean;
  /** Label of a bot's object that names its team; null: bots have none here. */
  teamLabel: string | null;
};
/** `ask`: nothing is declared; the first admin is asked which namespaces hold bots. */
export type Config = { kind: "declared"; environments: EnvironmentDeclaration[] } | ({ kind: "ask" } & Defaults);
type Settings = {
  LASTGOOD_CONFIG?: string | undefined;
  LASTGOOD_NAMESPACES?: string[] | undefined;
  LASTGOOD_SOAK: number;
  LASTGOOD_VERIFY: number;
  LASTGOOD_TEAM_LABEL?: string | undefined;
};
/** What an environment gets that does not say. */
type Defaults = Pick<EnvironmentDeclaration, "soakSeconds" | "verifySeconds" | "teamLabel">;

const DEFAULT_FILE = "lastgood.yaml";

/**
 * The environments of the file that LASTGOOD_CONFIG names (`lastgood.yaml` in the working folder if it is there); else `production` over
 * LASTGOOD_NAMESPACES; else `ask`.
 *
 * @throws StartError with every problem of the file at once, each with its line
 */
export function loadConfig(env: Settings): Config {
  const file = env.LASTGOOD_CONFIG ?? DEFAULT_FILE;
  const text = read(file, env.LASTGOOD_CONFIG !== undefined);
  const defaults = { soakSeconds: env.LASTGOOD_SOAK, verifySeconds: env.LASTGOOD_VERIFY, teamLabel: env.LASTGOOD_TEAM_LABEL ?? null };
  if (text !== undefined) return { kind: "declared", environments: parseConfigFile(text, file, defaults) };

  const namespaces = env.LASTGOOD_NAMESPACES ?? [];
  if (namespaces.length === 0) return { kind: "ask", ...defaults };
  return { kind: "declared", environments: [production(namespaces, defaults)] };
}

/** The names of those that a command may roll back in while the database is gone. @throws StartError as `loadConfig` */
export function offlineEnvironments(env: Settings): string[] {
  if (loadConfig(env).kind === "ask") return [];
  const text = read(env.LASTGOOD_CONFIG ?? DEFAULT_FILE, env.LASTGOOD_CONFIG !== undefined);
  if (text === undefined) return [];
  const { environments } = ConfigFile.parse(parseDocument(text).toJS());
  return environments.filter(({ offlineRollback }) => offlineRollback).map(({ name }) => name);
}

/** The one environment where no file declares any. */
export function production(namespaces: string[], defaults: Defaults): EnvironmentDeclaration {
  return { ...toDeclaration(EnvironmentEntry.parse({ name: "production", namespaces: "*" }), defaults), namespaces };
}

/** Reads the text of a `lastgood.yaml`; `file` is what problems call it. @throws StartError with every problem at once */
export function parseConfigFile(text: string, file: string, defaults: Defaults): EnvironmentDeclaration[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) throw new StartError(document.errors.map((error) => `${at(error.pos[0])} ${error.message}`));

  const result = ConfigFile.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (!result.success) {
    throw new StartError(result.error.issues.map((issue) => `${at(offsetOf(document, issue.path))} ${sentence(issue)}`));
  }
  return result.data.environments.map((entry) => toDeclaration(entry, defaults));
}

function toDeclaration(entry: EnvironmentEntry, defaults: Defaults): EnvironmentDeclaration {
  const { name, title, namespaces, soak, verify, hold, context, selector, teamLabel, offlineRollback: _, ...rest } = entry;
  return {
    ...rest,
    name,
    title: title ?? capitalised(name),
    context: context ?? null,
    namespaces: namespaces === "*" ? ["*"] : [...new Set(namespaces)],
    selector: selector ?? null,
    soakSeconds: soak ?? defaults.soakSeconds,
    verifySeconds: verify ?? defaults.verifySeconds,
    holdSeconds: hold,
    teamLabel: teamLabel ?? defaults.teamLabel,
  };
}

function read(file: string, named: boolean): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (!named && code === "ENOENT") return undefined;
    throw new StartError(`LASTGOOD_CONFIG: ${file} cannot be read (${code ?? "unknown reason"})`, { cause });
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  if (issue.code === "unrecognized_keys") return `${where}has no setting ${issue.keys.join(", ")}`;
  if (issue.code === "invalid_type" && issue.input === undefined) return `${where}is missing`;
  return `${where}${issue.message}`;
}

// The nearest thing above a missing key has a line.
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
