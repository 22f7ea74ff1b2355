import type { Standing } from "./where-it-stands";

/** Why a rollback cannot go on as planned, in a sentence. */
export function sayOvertaken(title: string, standing: Standing): string {
  if (standing.kind !== "overtaken") return `${title} already runs the release that was asked for.`;
  const by = standing.by ? ` by ${standing.by}` : "";
  switch (standing.because) {
    case "deleted":
      return `${title} was deleted from the cluster meanwhile.`;
    case "recreated":
      return `${title} was deleted and made anew meanwhile: it is another object under the same name.`;
    case "target-already":
      return `${title} was already brought to this release${by}.`;
    case "other-release":
      return `Another release of ${title} was deployed meanwhile${by}.`;
  }
}
