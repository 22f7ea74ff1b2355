import type { PodContainer } from "@/lib/cluster/types";

/** What exit codes mean where they mean something: 126 and 127 by the shell's convention, 128 + n for signal n. */
const MEANINGS: Record<number, string> = {
  126: "its command may not be executed",
  127: "its command was not found",
  130: "it was interrupted",
  132: "it ran an instruction that this processor does not have",
  134: "it gave up by itself (abort)",
  135: "it reached for memory that is not there (bus error)",
  136: "it failed in arithmetic (SIGFPE)",
  137: "it was killed",
  139: "it reached for memory that is not its own (segmentation fault)",
  141: "who read its output went away (broken pipe)",
  143: "it was told to stop",
};

/** How a container ended last: `last exit code 137: it was killed`. */
export function exitInWords({ code, reason }: NonNullable<PodContainer["lastExit"]>): string {
  if (reason === "OOMKilled") return `last exit code ${code}: it was killed for using more memory than it may`;
  if (code === 0) return "it ends by itself, without an error";
  const meaning = MEANINGS[code];
  return meaning === undefined ? `last exit code ${code}` : `last exit code ${code}: ${meaning}`;
}
