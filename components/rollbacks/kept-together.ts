/** A sentence in which no line breaks between a figure and its unit: "5.2 s", "4 min 10 s". */
export function keptTogether(sentence: string): string {
  return sentence.replaceAll(/(\d) (s|min|h|d)\b/g, "$1\u00a0$2");
}
