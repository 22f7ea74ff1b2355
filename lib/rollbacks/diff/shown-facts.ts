import type { JsonObject } from "@/lib/platform/json";
import { MASK } from "@/lib/platform/mask/mask";
import { templateFacts, type Fact, type FactGroup } from "./template-facts";

/** A fact as it is, to compare, and as it may be shown. */
export type ShownFact = Fact & { shown: string };
export type ShownGroup = Omit<FactGroup, "facts"> & { facts: ShownFact[] };

/** What a template says, beside what its masked form says at the same place. Should masking ever change the shape, nothing of that group is shown. */
export function shownFacts(template: JsonObject, masked: JsonObject): ShownGroup[] {
  const shown = templateFacts(masked);
  return templateFacts(template).map((group, index) => {
    const beside = shown[index]?.facts ?? [];
    const sameShape = beside.length === group.facts.length;
    return { ...group, facts: group.facts.map((fact, at) => ({ ...fact, shown: (sameShape ? beside[at]?.value : null) ?? MASK })) };
  });
}
