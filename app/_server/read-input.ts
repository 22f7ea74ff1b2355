import { type z } from "zod";
import { AppError } from "@/lib/platform/app-error";

const MOST_BYTES = 64 * 1024;

/** @throws AppError `bad-input`, naming each field that is wrong or unknown */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap(({ code, path, message, ...issue }) => {
    if (code === "unrecognized_keys")
      return (issue as { keys: string[] }).keys.map((key) => ({ field: [...path, key].join("."), message: "is not known" }));
    return [{ field: path.join("."), message }];
  });
  throw badInput(fields.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(" · "), { fields });
}

/** The body as JSON; an empty one is `{}`. Never more than 64 KiB is taken in. @throws AppError `bad-input` */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text, (key, value: unknown) => (mustBeStorable(key), mustBeStorable(value), value));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw badInput("The body is not JSON.");
  }
}

/** The query as an object. @throws AppError `bad-input` when a name comes twice */
export function readQuery(url: string): Record<string, string> {
  const pairs = [...new URL(url).searchParams];
  for (const [name, value] of pairs) {
    mustBeStorable(name);
    mustBeStorable(value);
    if (pairs.filter(([other]) => other === name).length > 1) throw badInput(`${name} is given twice.`);
  }
  return Object.fromEntries(pairs);
}

/** PostgreSQL can keep neither NUL nor half a surrogate pair. @throws AppError `bad-input` */
export function mustBeStorable(value: unknown): void {
  if (typeof value === "string" && /[\0\p{Surrogate}]/u.test(value)) throw badInput("The text holds characters that are not allowed.");
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    bytes += next.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      throw badInput("The body is larger than 64 KiB.");
    }
    chunks.push(next.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw badInput("The body is not UTF-8.");
  }
}

function badInput(what: string, detail?: Record<string, unknown>): AppError {
  return new AppError("bad-input", `${what.replace(/[^.!?]$/, "$&.")} Nothing was changed.`, detail ? { detail } : {});
}
