import type { IncomingMessage, ServerResponse } from "node:http";
import { callerOf, mustBeAllowed, type Caller } from "../api/access";
import { reviewAccess, reviewRules } from "../api/access-review";
import { discovery } from "../api/discovery";
import { logOptions, podLog } from "../api/pod-log";
import { wantsTable } from "../api/table";
import type { Cluster } from "../cluster";
import { ApiError, badRequest, noSuchPath } from "../objects/api-error";
import type { JsonObject } from "../objects/json";
import { openApiDocument, openApiIndex } from "../schema/openapi";
import { sendError, sendJson, sendText, type Answer } from "./answer";
import type { AuditLog } from "./audit-log";
import { readBody } from "./read-body";
import { resourceRequest } from "./resource-request";
import { serveResource, type Incoming } from "./serve-resource";
import { serveWatch } from "./serve-watch";

/** Answers every request of the practice cluster. */
export function requestListener(cluster: Cluster, audit: AuditLog | undefined) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(cluster, audit, request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const known = error instanceof ApiError ? error : new ApiError(500, "InternalError", `Internal error occurred: ${String(error)}`);
      sendError(response, known);
    });
  };
}

async function serve(cluster: Cluster, audit: AuditLog | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://practice");
  const [, token, path = url.pathname] = /^\/as\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  url.pathname = path;
  const { pathname } = url;
  if (["/livez", "/readyz", "/healthz"].includes(pathname)) return sendText(response, 200, "ok");
  const caller = callerOf(cluster, request.headers.authorization ?? token);
  const known = request.method === "GET" ? (discovery(pathname) ?? openApi(pathname)) : undefined;
  if (known) return sendJson(response, { code: 200, body: known });
  const { text: body, contentType } = await readBody(request);
  if (pathname.startsWith("/apis/authorization.k8s.io/v1/") && request.method === "POST") {
    return sendJson(response, { code: 201, body: review(pathname, caller, body) });
  }
  if (!pathname.startsWith("/api/") && !pathname.startsWith("/apis/")) return sendText(response, 404, "404 page not found");

  const asked = resourceRequest(request.method ?? "GET", url);
  if (asked === undefined) throw noSuchPath();
  const { resource, verb, namespace, name, subresource } = asked;
  const incoming: Incoming = {
    ...asked,
    query: url.searchParams,
    contentType,
    userAgent: request.headers["user-agent"] ?? "",
    table: wantsTable(request.headers.accept),
    body,
    caller,
  };
  const answerOrRefuse = (): Answer => {
    try {
      const about =
        resource.name === "namespaces" && name !== undefined ? { namespace: name } : namespace === undefined ? {} : { namespace };
      mustBeAllowed(caller, {
        verb,
        group: resource.group,
        resource: resource.name,
        ...about,
        ...(name ? { name } : {}),
        ...(subresource ? { subresource } : {}),
      });
      return serveResource(cluster, incoming);
    } catch (error) {
      if (error instanceof ApiError) return { code: error.code, body: error.body };
      throw error;
    }
  };
  if (verb === "watch" || subresource === "log") {
    const about = { ...(namespace ? { namespace } : {}), ...(subresource ? { subresource } : {}) };
    mustBeAllowed(caller, { verb, group: resource.group, resource: resource.name, ...about });
    return verb === "watch"
      ? serveWatch(cluster, incoming, response)
      : sendText(response, 200, podLog(cluster, namespace, name, logOptions(url.searchParams)));
  }
  const answer = answerOrRefuse();
  audit?.(incoming, request.url ?? "", answer);
  sendJson(response, answer);
}

function openApi(pathname: string): object | undefined {
  if (pathname === "/openapi/v3") return openApiIndex;
  const path = pathname.replace("/openapi/v3/", "");
  return path === "api/v1" || path === "apis/apps/v1" ? (pathname.startsWith("/openapi/") ? openApiDocument(path) : undefined) : undefined;
}

function review(pathname: string, caller: Caller, text: string): object {
  let body: JsonObject;
  try {
    body = JSON.parse(text) as JsonObject;
  } catch {
    throw badRequest("the body of the request is not JSON");
  }
  if (pathname.endsWith("/selfsubjectaccessreviews")) return reviewAccess(caller, body);
  if (pathname.endsWith("/selfsubjectrulesreviews")) return reviewRules(caller, body);
  throw noSuchPath();
}
