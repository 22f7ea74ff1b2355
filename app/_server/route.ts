import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import { newId } from "@/lib/platform/ids";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { findActor } from "./find-actor";
import type { Answer, Operation, Parsed } from "./operation";
import { mustBeStorable, parseInput, readJsonBody, readQuery } from "./read-input";
import { refuseCrossSite } from "./refuse-cross-site";
import { services } from "./services";
import { toProblem } from "./to-problem";
import { withCommonHeaders } from "./with-common-headers";

type Asked<O extends Operation> = { params: Parsed<O["params"]>; query: Parsed<O["query"]>; body: Parsed<O["body"]>; request: Request };
type NextRoute = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/**
 * Makes a Next route handler of an operation: same site, who asks, whether they may, what they ask for, then `handle`, and failures as problems.
 * Transport only: what it means is the verb's.
 */
export function route<const O extends Operation & { permission: string }>(
  operation: O,
  handle: (asked: Asked<O> & { ctx: BotCtx }) => Promise<Answer<O>>,
): NextRoute {
  return answering(operation, async (request, context, ctx) => {
    if (isWrite(operation) && !request.headers.has("authorization")) refuseCrossSite(request, services().publicOrigin);
    const actor = await findActor(request, ctx);
    requirePermission({ actor }, operation.permission);
    const { clusters, vault } = services();
    return handle({ ...(await readAsked(operation, request, context)), ctx: { ...ctx, actor, clusters, vault } });
  });
}

/** The same for an operation that nobody signs in for: its handler gets a ctx without an actor. */
export function publicRoute<const O extends Operation & { permission: null }>(
  operation: O,
  handle: (asked: Asked<O> & { ctx: PlatformCtx }) => Promise<Answer<O>>,
): NextRoute {
  return answering(operation, async (request, context, ctx) => {
    if (isWrite(operation)) refuseCrossSite(request, services().publicOrigin);
    return handle({ ...(await readAsked(operation, request, context)), ctx });
  });
}

type Step = (request: Request, context: { params: Promise<unknown> }, ctx: PlatformCtx) => Promise<Answer<Operation>>;

function answering(operation: Operation, act: Step): NextRoute {
  return async (request, context) => {
    const requestId = newId("req");
    const { db, clock, log: parent } = services();
    const log = parent.child({ requestId, operation: `${operation.method} ${operation.path}` });
    const answer = await act(request, context, { db, clock, log, requestId }).catch((error: unknown) =>
      toProblem(error, { requestId, log, write: isWrite(operation) }),
    );
    const response = answer instanceof Response ? answer : Response.json(answer.json, { status: answer.status });
    return withCommonHeaders(response, requestId);
  };
}

async function readAsked<O extends Operation>(operation: O, request: Request, context: { params: Promise<unknown> }): Promise<Asked<O>> {
  const { params, query, body } = operation;
  const inPath = params ? ((await context.params) as Record<string, string>) : {};
  Object.values(inPath).forEach(mustBeStorable);
  return {
    params: params ? parseInput(params, inPath) : {},
    query: query ? parseInput(query, readQuery(request.url)) : {},
    body: body ? parseInput(body, await readJsonBody(request)) : {},
    request,
  } as Asked<O>;
}

function isWrite({ method }: Operation): boolean {
  return method !== "GET";
}
