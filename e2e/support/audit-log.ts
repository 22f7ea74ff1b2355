import { readFileSync } from "node:fs";

export interface AuditEvent {
  verb: string;
  requestURI: string;
  userAgent: string;
  user: { username: string };
  objectRef?: { resource: string; namespace?: string; name?: string; apiGroup?: string; subresource?: string };
  responseStatus?: { code: number };
  requestObject?: unknown;
  requestReceivedTimestamp: string;
}

export interface WriteFilter {
  verb?: string;
  resource?: string;
  namespace?: string;
  name?: string;
  /** Left out: writes of the object itself only. */
  subresource?: string;
}

/** The writes that a cluster saw, as its audit log has them, oldest first. Refused and dry-run ones are among them. */
export function writes(auditLog: string, filter: WriteFilter = {}): AuditEvent[] {
  return (
    readFileSync(auditLog, "utf8")
      .split("\n")
      // To read every line of a whole run as JSON would take longer than most tests.
      .filter((line) => line !== "" && [filter.namespace, filter.name].every((word) => word === undefined || line.includes(word)))
      .map((line) => JSON.parse(line) as AuditEvent)
      .filter(({ verb, objectRef = { resource: "" } }) => {
        const { resource, namespace, name, subresource } = objectRef;
        const seen = { verb, resource, namespace, name };
        const wanted = (["verb", "resource", "namespace", "name"] as const).every(
          (key) => filter[key] === undefined || filter[key] === seen[key],
        );
        return wanted && subresource === filter.subresource;
      })
  );
}
