import { appendFileSync } from "node:fs";
import type { Answer } from "./answer";
import type { Incoming } from "./serve-resource";

export type AuditLog = (request: Incoming, uri: string, answer: Answer) => void;

const writes = ["create", "update", "patch", "delete"];

/** Appends every write with its body, one line each, in the form in which the API server logs it. */
export function auditLog(file: string): AuditLog {
  return ({ verb, resource, namespace, name, subresource, caller, userAgent, body }, requestURI, { code }) => {
    if (!writes.includes(verb) || resource.name === "events") return;
    const objectRef = {
      resource: resource.name,
      namespace,
      name: name ?? nameIn(body),
      apiGroup: resource.group || undefined,
      apiVersion: "v1",
      subresource,
    };
    const event = {
      kind: "Event",
      apiVersion: "audit.k8s.io/v1",
      level: "Request",
      stage: "ResponseComplete",
      requestURI,
      verb,
      user: { username: caller.user },
      userAgent,
      objectRef,
      responseStatus: { code },
      requestObject: parsed(body),
      requestReceivedTimestamp: new Date().toISOString(),
    };
    appendFileSync(file, `${JSON.stringify(event)}\n`);
  };
}

function parsed(body: string): unknown {
  try {
    return body === "" ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

const nameIn = (body: string) => (parsed(body) as { metadata?: { name?: string } } | undefined)?.metadata?.name;
