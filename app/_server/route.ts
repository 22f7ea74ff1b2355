import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { BotAddress } from "@/lib/rollbacks/spool/break-glass";
import { giveCommands, isGone, sayGone, unlessGone } from "./break-glass";
import { findActor } from "./find-actor";
import type { Answer, Operation, Parsed } from "./operation";
import { mustBeStorable, parseInput, readJsonBody, readQuery } from "./read-input";
import { problem } from "./problem";
import { refuseCrossSite } from "./refuse-cross-site";
import { services } from "./services";
import { toProblem } from "./to-problem";
import { withCommonHeaders } from "./with-common-headers";

type Asked<O extends Operation> = { params: Parsed<O["params"]>; query: Parsed<O["query"]>; body: Parsed<O["body"]>; request: Request };
type NextRoute = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/** Which bot a request is about, read without the database; null where it does not say. */
type BotOf<O extends Operation> = (asked: Pick<Asked<O>, "params" | "query" | "body">) => BotAddress | null;

/**
 * Makes a Next route handler of an operation: same site, who asks, whether they may, what they ask for, then `handle`, and failures as problems.
 * Transport only: what it means is the verb's. With `botOf` it is answered within a second also when the database is gone: with the commands that do the same.
 */
export function route<const O extends Operation & { permission: string }>(
  operation: O,
  handle: (asked: Asked<O> & { ctx: BotCtx }) => Promise<Answer<O>>,
  botOf?: BotOf<O>,
): NextRoute {
  const act: Step<O> = async (request, read, ctx) => {
    if (isWrite(operation) && !request.headers.has("authorization")) refuseCrossSite(request, services().publicOrigin);
    const actor = await findActor(request, ctx);
    requirePermission({ actor }, operation.permission);
    const { clusters, vault } = services();
    return handle({ ...(await read()), ctx: { ...ctx, actor, clusters, vault } });
  };
  return answering(operation, botOf ? orCommands(operation, act, botOf) : act);
}

function orCommands<O extends Operation>(operation: O, act: Step<O>, botOf: BotOf<O>): Step<O> {
  return async (request, read, ctx) => {
    const outcome = await unlessGone((givenUp) => act(request, read, { ...ctx, givenUp }));
    if (!isGone(outcome)) return outcome;
    if (isWrite(operation) && !request.headers.has("authorization")) refuseCrossSite(request, services().publicOrigin);
    const address = botOf(await read());
    const found = address && (await giveCommands(request, address, ctx.log));
    if (!found) throw new AppError("database-unreachable", NO_COMMANDS);
    return problem("database-gone", sayGone(found, ctx.clock.now()), { requestId: ctx.requestId, more: found });
  };
}

const NO_COMMANDS =
  "The database does not answer, and this process keeps no commands for that bot. Look again when the database is back before you repeat this: what was recorded just before goes on then.";

/** The same for an operation that nobody signs in for: its handler gets a ctx without an actor. */
export function publicRoute<const O extends Operation & { permission: null }>(
  operation: O,
  handle: (asked: Asked<O> & { ctx: PlatformCtx }) => Promise<Answer<O>>,
): NextRoute {
  return answering(operation, async (request, read, ctx) => {
    if (isWrite(operation)) refuseCrossSite(request, services().publicOrigin);
    return handle({ ...(await read()), ctx });
  });
}

/** `read` reads what is asked for, once however often it is called. */
type Step<O extends Operation> = (request: Request, read: () => Promise<Asked<O>>, ctx: PlatformCtx) => Promise<Answer<Operation>>;

function answering<O extends Operation>(operation: O, act: Step<O>): NextRoute {
  return async (request, context) => {
    const requestId = newId("req");
    const { db, clock, log: parent } = services();
    const log = parent.child({ requestId, operation: `${operation.method} ${operation.path}` });
    let asked: Promise<Asked<O>> | undefined;
    const read = () => (asked ??= readAsked(operation, request, context));
    const answer = await act(request, read, { db, clock, log, requestId }).catch((error: unknown) =>
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
