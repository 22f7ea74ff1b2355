import { MASK } from "./mask";

/** To its end line, or to the end of the text where that is missing. */
const BLOCK = /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)([^]*?)(?=-----END |$)/g;

/** Hides the body of PEM private keys; lines stay lines, so that a file keeps its numbering. */
export function maskPrivateKeys(text: string): string {
  if (!text.includes("PRIVATE KEY")) return text;
  return text.replace(
    BLOCK,
    (_, begin: string, body: string) => `${begin}${body.replace(/[^\n]+/g, (line) => (line.trim() === "" ? line : MASK))}`,
  );
}
