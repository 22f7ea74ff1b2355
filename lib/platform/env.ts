import type { z } from "zod";
import * as schemas from "./env-schemas";
import { parseEnv } from "./parse-env";

export type WebEnv = z.output<typeof schemas.WebEnv>;
export type WorkerEnv = z.output<typeof schemas.WorkerEnv>;
export type CommandEnv = z.output<typeof schemas.CommandEnv>;
export type StartEnv = z.output<typeof schemas.StartEnv>;

/** Settings of the web process, read once. @throws StartError with every problem at once, and no value of any secret */
export const webEnv = once(() => parseEnv(schemas.WebEnv, process.env));

/** Settings of the worker, read once. @throws StartError as `webEnv` */
export const workerEnv = once(() => parseEnv(schemas.WorkerEnv, process.env));

/** Settings of the operator's commands, read once; the database may be the embedded one. @throws StartError as `webEnv` */
export const commandEnv = once(() => parseEnv(schemas.CommandEnv, process.env));

/** Settings of the supervisor that starts web and worker, read once. @throws StartError as `webEnv` */
export const startEnv = once(() => parseEnv(schemas.StartEnv, process.env));

/** Settings of the demo, read once. @throws StartError as `webEnv` */
export const demoEnv = once(() => parseEnv(schemas.DemoEnv, process.env));

function once<T>(read: () => T): () => T {
  let value: { of: T } | undefined;
  return () => (value ??= { of: read() }).of;
}
