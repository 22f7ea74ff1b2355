import type { DiffLine } from "@/lib/rollbacks/schemas";

const NAMED_ALONE = ["resources", "other"];
const DIGEST = /^(sha256:[0-9a-f]{12})[0-9a-f]+$/;

/** As people write it: `NAME=value` for env, the bare image, a digest's beginning, `key: value` for the rest. */
export function diffLineText({ what, key }: Pick<DiffLine, "what" | "key">, value: string | null): string {
  if (what === "env") return value === null ? key : `${key}=${value}`;
  if (what === "image") return `${key}: ${value?.replace(DIGEST, "$1") ?? ""}`;
  const name = key === "" || key === what ? what : NAMED_ALONE.includes(what) ? key : `${what} ${key}`;
  return value === null ? name : `${name}: ${value}`;
}
