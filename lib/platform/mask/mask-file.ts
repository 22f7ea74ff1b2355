import { isCredentialName } from "./credential-name";
import { fileFormat } from "./file-format";
import { MASK } from "./mask";
import { maskJsonNames } from "./mask-json-names";
import { maskLines } from "./mask-lines";
import { maskText } from "./mask-text";
import { meansNothing } from "./means-nothing";

/** A file of a ConfigMap as it may be shown: credentials hidden by their names, each format's way, and by their form. As many lines come out as went in. */
export function maskFile(key: string, text: string): string {
  const format = fileFormat(key, text);
  const value = text.trim();
  // A key that holds one value is named like an env variable, and often read into one.
  if (format !== "json" && !value.includes("\n") && isCredentialName(key.replace(/\.txt$/i, ""), value) && !meansNothing(value)) {
    return text.replace(value, () => MASK);
  }
  const masked = maskText(text);
  return format === "json" ? maskJsonNames(masked) : maskLines(masked, { prose: format === "text" });
}
