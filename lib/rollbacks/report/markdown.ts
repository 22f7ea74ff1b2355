/** Control characters but for tabs, those without a width, and those that turn the direction of the text around them. */
const INVISIBLE = /(?!\t)[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of anybody as one line of Markdown that shows it as it is: no link, image, HTML, heading, list or table comes of it. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\r\n]/g, " ")
    .replaceAll(INVISIBLE, "\ufffd")
    .trim()
    .replaceAll(/[\\`*_{}[\]<>~|&#!@]/g, "\\$&")
    .replaceAll("://", "\\://")
    .replaceAll(/\b(www)\./gi, "$1\\.")
    .replace(/^[-+=]/, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Lines of anybody as a block that nothing in them can end. */
export function fenced(language: string, lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.split(/\r?\n/)).map((line) => line.replaceAll(INVISIBLE, "\ufffd"));
  const longest = Math.max(2, ...body.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...body, fence].join("\n");
}
