export interface Cause {
  reason:
    | "FieldValueRequired"
    | "FieldValueInvalid"
    | "FieldValueNotSupported"
    | "FieldValueForbidden"
    | "FieldValueNotFound"
    | "FieldValueDuplicate"
    | "FieldValueTooLong"
    | "ResourceVersionTooLarge";
  message: string;
  field: string;
}

export interface StatusBody {
  kind: "Status";
  apiVersion: "v1";
  metadata: { continue?: string };
  status: "Success" | "Failure";
  message?: string;
  reason?: string;
  details?: { name?: string; group?: string; kind?: string; uid?: string; causes?: Cause[]; retryAfterSeconds?: number };
  code?: number;
}

/** A refusal as the API server words it. */
export class ApiError extends Error {
  readonly body: StatusBody;
  constructor(
    readonly code: number,
    reason: string,
    message: string,
    details?: StatusBody["details"],
    metadata: StatusBody["metadata"] = {},
  ) {
    super(message);
    const withReason = reason === "" ? {} : { reason };
    this.body = {
      kind: "Status",
      apiVersion: "v1",
      metadata,
      status: "Failure",
      message,
      ...withReason,
      ...(details ? { details } : {}),
      code,
    };
  }
}

interface Named {
  group: string;
  name: string;
  kind: string;
}

const groupOf = ({ group }: { group: string }) => (group === "" ? {} : { group });
const qualified = ({ group, name }: { group: string; name: string }) => (group === "" ? name : `${name}.${group}`);

export const badRequest = (message: string) => new ApiError(400, "BadRequest", message);

export const noSuchPath = () => new ApiError(404, "NotFound", "the server could not find the requested resource", {});

export const notFound = (resource: Named, name: string) =>
  new ApiError(404, "NotFound", `${qualified(resource)} "${name}" not found`, { name, ...groupOf(resource), kind: resource.name });

export const alreadyExists = (resource: Named, name: string) =>
  new ApiError(409, "AlreadyExists", `${qualified(resource)} "${name}" already exists`, {
    name,
    ...groupOf(resource),
    kind: resource.name,
  });

export const conflict = (resource: Named, name: string, why: string) =>
  new ApiError(409, "Conflict", `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`, {
    name,
    ...groupOf(resource),
    kind: resource.name,
  });

export const patchDidNotApply = () => new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});

export function invalid({ group, kind }: { group: string; kind: string }, name: string, causes: Cause[]): ApiError {
  const said = causes.map(({ field, message }) => `${field}: ${message}`);
  const list = said.length === 1 ? said[0] : `[${said.join(", ")}]`;
  return new ApiError(422, "Invalid", `${qualified({ group, name: kind })} "${name}" is invalid: ${list}`, {
    name,
    ...(group === "" ? {} : { group }),
    kind,
    causes,
  });
}

export const expired = (message: string, continueToken?: string) =>
  new ApiError(410, "Expired", message, undefined, continueToken === undefined ? {} : { continue: continueToken });
