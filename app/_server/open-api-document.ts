import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from "zod-openapi";
import { AuditEntryJson, TokenJson, UserJson } from "@/lib/access/schemas";
import { BotJson, Coverage, ReleaseDetail, ReleaseJson, RolloutJson, Watchfulness } from "@/lib/bots/schemas";
import { ConfigDrift, PlanJson, ReleaseComparison, RollbackJson } from "@/lib/rollbacks/schemas";
import type { ErrorCode } from "@/lib/platform/app-error";
import type { Operation } from "./operation";
import { operations } from "./operations";
import { ERROR_CODES, statusOf } from "./problem";

const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** For people: what happened, what was not changed, what to do. */
  detail: z.string(),
  /** For programs: it does not change from version to version. */
  code: z.enum(ERROR_CODES),
  requestId: z.string(),
});

type Document = ReturnType<typeof createDocument>;
let made: Document | undefined;

/** The OpenAPI 3.1 document of `/api/v1`, made of the table that the routes are made of. */
export function openApiDocument(): Document {
  return (made ??= createDocument({
    openapi: "3.1.0",
    info: {
      title: "Lastgood",
      version: "1",
      description: "The rollback button for bots. Dates are ISO 8601 in UTC; lists are `{items, nextCursor}`.",
    },
    paths: paths(),
    components: {
      schemas: {
        Bot: BotJson,
        Release: ReleaseJson,
        ReleaseDetail,
        ReleaseComparison,
        Coverage,
        ConfigDrift,
        Rollout: RolloutJson,
        Plan: PlanJson,
        Rollback: RollbackJson,
        AuditEntry: AuditEntryJson,
        Watchfulness,
        User: UserJson,
        Token: TokenJson,
        Problem,
      },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "lastgood-session",
          description: "Set by signing in; `__Host-lastgood-session` over https.",
        },
      },
    },
  }));
}

function paths(): ZodOpenApiPathsObject {
  const all: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    (all[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operationId, operation);
  }
  return all;
}

function describe(
  operationId: string,
  { summary, permission, params, query, body, answers, ...operation }: Operation,
): ZodOpenApiOperationObject {
  const good = Object.entries(answers).map(([status, { description, schema, mediaType = "application/json" }]) => [
    status,
    { description, content: { [mediaType]: { schema } } },
  ]);
  return {
    operationId,
    summary,
    security: permission === null ? [] : [{ token: [] }, { session: [] }],
    requestParams: { ...(params && { path: params }), ...(query && { query }) },
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      ...(Object.fromEntries(good) as ZodOpenApiResponsesObject),
      ...problemsOf({
        summary,
        permission,
        answers,
        ...(params && { params }),
        ...(query && { query }),
        ...(body && { body }),
        ...operation,
      }),
    },
  };
}

/** One response for each status, naming the codes that come with it. */
function problemsOf(operation: Operation): ZodOpenApiResponsesObject {
  const { permission, params, query, body, method } = operation;
  const codes: ErrorCode[] = [
    ...((params ?? query ?? body) ? (["bad-input"] as const) : []),
    ...(permission === null ? [] : (["not-signed-in", "forbidden"] as const)),
    ...(method === "GET" ? [] : (["cross-site"] as const)),
    ...operation.problems,
    "database-unreachable",
    "unexpected",
  ];
  const statuses = [...new Set(codes.map(statusOf))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: codes
          .filter((code) => statusOf(code) === status)
          .map((code) => `\`${code}\``)
          .join(", "),
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  );
}
