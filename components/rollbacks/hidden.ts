import type { DiffLine, DiffGroup, ConfigFileDiff } from "@/lib/rollbacks/schemas";
import type { RevealInput } from "@/lib/bots/schemas";

/** What stands in place of a hidden value. */
export const HIDDEN = "••••••";

/** Where to ask for what a line hides: only a literal variable can be asked for. */
export function hiddenPlace({ container }: DiffGroup, { what, key }: DiffLine, value: string | null): RevealInput | null {
  return what === "env" && container !== null && value?.includes(HIDDEN) ? { container, variable: key } : null;
}

/** Which sides of a file hide something that is shown here: the one that goes, the one that comes. */
export function hiddenSides({ hunks }: ConfigFileDiff): { from: boolean; to: boolean } {
  const hides = (signs: string) => hunks.some(({ lines }) => lines.some(({ sign, text }) => signs.includes(sign) && text.includes(HIDDEN)));
  return { from: hides(" -"), to: hides(" +") };
}
