import type { Choice, PlanInput } from "@/lib/rollbacks/schemas";
import { CHOICE_WORDS } from "./choice-words";

type Params = { get(name: string): string | null };

/** What the dialog's address asks for: which release, or which rollback to undo or to try again, what of it, images by digest or not, whether a pause ends. What it does not say, the plan chooses. */
export function askedPlan(params: Params): PlanInput {
  const releaseId = params.get("release");
  const undoes = params.get("undo");
  const again = params.get("again");
  const choice = params.get("choice");
  const pin = params.get("pin");
  const resume = params.get("resume");
  return {
    ...(releaseId !== null && { releaseId }),
    ...(undoes !== null && { undoes }),
    ...(again !== null && { again }),
    ...(choice !== null && Object.hasOwn(CHOICE_WORDS, choice) && { choice: choice as Choice }),
    ...((pin === "yes" || pin === "no") && { pinImages: pin === "yes" }),
    ...((resume === "yes" || resume === "no") && { resume: resume === "yes" }),
  };
}

/** The query of the address that asks for it; empty for the default plan. */
export function askedQuery({ releaseId, undoes, again, choice, pinImages, resume }: PlanInput): string {
  const query = new URLSearchParams({
    ...(releaseId !== undefined && { release: releaseId }),
    ...(undoes !== undefined && { undo: undoes }),
    ...(again !== undefined && { again }),
    ...(choice !== undefined && { choice }),
    ...(pinImages !== undefined && { pin: pinImages ? "yes" : "no" }),
    ...(resume !== undefined && { resume: resume ? "yes" : "no" }),
  });
  return query.size > 0 ? `?${query.toString()}` : "";
}
