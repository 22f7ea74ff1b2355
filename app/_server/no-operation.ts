import { newId } from "@/lib/platform/ids";
import type { Operation } from "./operation";
import { problem } from "./problem";
import { withCommonHeaders } from "./with-common-headers";

type Method = Operation["method"] | "DELETE";
type Handler = (request: Request) => Response;

/** Handlers for the methods that a path does not take: 405, and `Allow` names those it takes. */
export function otherMethods<const M extends Method>(...taken: M[]): Record<Exclude<Method, M> | "OPTIONS", Handler> {
  const allow = [...taken, ...((taken as Method[]).includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
  const refuse: Handler = ({ method }) => {
    const requestId = newId("req");
    const sentence = `This address does not take ${method}. It takes ${taken.join(" and ")}. Nothing was changed.`;
    return withCommonHeaders(problem("method-not-allowed", sentence, { requestId, headers: { allow } }), requestId);
  };
  // Next's own answer would name every method that has a handler, these too.
  const options: Handler = () => withCommonHeaders(new Response(null, { status: 204, headers: { allow } }), newId("req"));
  const all: Record<Method | "OPTIONS", Handler> = {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: options,
  };
  return all;
}

/** Answers at every address that the API does not have. */
export function nothingHere(): Response {
  const requestId = newId("req");
  const sentence = "There is nothing at this address. Nothing was changed. GET /api/v1/openapi.json says what there is.";
  return withCommonHeaders(problem("not-found", sentence, { requestId }), requestId);
}
