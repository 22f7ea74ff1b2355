import { isObject, type Json } from "@/lib/platform/json";
import { maskText } from "@/lib/platform/mask/mask-text";

const LONGEST = 1_000;

/** A Kubernetes `Status` as far as we use it: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export type ApiStatus = { message: string; reason: string; causes: { field: string; message: string }[]; code: number | null };

/** Reads a `Status` out of an answer. A body that is none (a proxy's page) gives an empty one: foreign text never travels on. */
export function apiStatus(body: Json): ApiStatus {
  if (!isObject(body) || body.kind !== "Status") return { message: "", reason: "", causes: [], code: null };
  const details = isObject(body.details) ? body.details : {};
  const causes = Array.isArray(details.causes) ? details.causes.filter(isObject) : [];
  return {
    message: bounded(body.message),
    reason: bounded(body.reason),
    causes: causes.slice(0, 20).map((cause) => ({ field: bounded(cause.field), message: bounded(cause.message) })),
    code: typeof body.code === "number" ? body.code : null,
  };
}

function bounded(value: Json | undefined): string {
  if (typeof value !== "string") return "";
  const text = maskText(withoutEchoes(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A patch that cannot be decoded is answered with the whole object, env values and all: a sentence needs what is wrong with it, which comes after. */
function withoutEchoes(text: string): string {
  return text
    .replace(/Invalid value: "(?:[^"\\]|\\.){200,}"/gs, "Invalid value")
    .replace(/Invalid value: \{.{200,}\}(?=: |$)/gs, "Invalid value");
}
