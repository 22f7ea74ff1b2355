const CLAUSE = /^(?:because\s+)?((?:it|they)\s)/i;

/** How a sentence goes on with a reason that somebody typed: " because it marked every ticket as urgent.", or ". The reason: wrong answers." */
export function reasonWords(reason: string | null): string {
  const typed = reason?.trim().replace(/[.!\s]+$/, "") ?? "";
  if (typed === "") return ".";
  if (CLAUSE.test(typed)) return ` because ${typed.replace(CLAUSE, (_, subject: string) => subject.toLowerCase())}.`;
  return `. The reason: ${typed}.`;
}

/** A text as a sentence that another can follow. */
export function whole(text: string): string {
  return /[.!?…:”")]$/.test(text) ? text : `${text}.`;
}
