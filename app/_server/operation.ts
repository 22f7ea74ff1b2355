import { z } from "zod";
import type { Permission } from "@/lib/access/types";
import type { ErrorCode } from "@/lib/platform/app-error";

/** An id as it stands in a path or query. */
export const Id = z.string().min(1).max(64);
export const ById = z.strictObject({ id: Id });

/** One operation of the API: what its route parses and answers, and what the OpenAPI document says of it. */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH";
  /** With parameters in braces, as OpenAPI writes them. */
  path: string;
  summary: string;
  /** null: anybody may, without signing in. */
  permission: Permission | null;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  answers: Readonly<Record<number, { description: string; schema: z.ZodType; mediaType?: string }>>;
  /** Codes beyond those that any operation may answer with. */
  problems: readonly ErrorCode[];
};

export type Parsed<S extends z.ZodObject | undefined> = S extends z.ZodObject ? z.output<S> : Record<string, never>;

/** What a handler returns: one of the operation's answers, so that the document cannot promise another shape. A `Response` is for streams. */
export type Answer<O extends Operation> =
  { [S in keyof O["answers"] & number]: { status: S; json: z.output<O["answers"][S]["schema"]> } }[keyof O["answers"] & number] | Response;

/** Writes an answer; a plain object literal would lose which status it is. */
export function answer<const S extends number, T>(status: S, json: T): { status: S; json: T } {
  return { status, json };
}
