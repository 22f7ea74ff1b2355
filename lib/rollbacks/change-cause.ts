import { CHANGE_CAUSE, MOST_CAUSE } from "@/lib/bots/describe-release";
import { MASK } from "@/lib/platform/mask/mask";
import { maskCredential } from "@/lib/platform/mask/mask-credential";
import type { Choice } from "./schemas";

/**
 * What the object's change cause has to say once a release is back: what its revision in the cluster says, else what was recorded of it, else nothing (empty).
 * null, leave it, where the code stays. One that may hold a credential is not kept as it is, so it does not come back.
 */
export function changeCauseOf(
  choice: Choice,
  release: { changeCause: string | null },
  revision: { annotations: Record<string, string> } | null,
): string | null {
  if (choice === "config") return null;
  const cause = revision?.annotations[CHANGE_CAUSE] ?? release.changeCause ?? "";
  const isWhole = !cause.includes(MASK) && !cause.endsWith("…") && cause.length <= MOST_CAUSE;
  return isWhole && maskCredential(CHANGE_CAUSE, cause) === cause ? cause : "";
}
