import { createHash } from "node:crypto";
import type { ConfigFile } from "./types";

const LONGEST_NAME = 253;
const HASH_DIGITS = 16;
const COPY = new RegExp(`^(.+)-lg-[0-9a-f]{${HASH_DIGITS}}$`);

/** What a copy of a map with this content is called: the same for the same name and content, another for any other. */
export function copyName(original: string, files: readonly ConfigFile[]): string {
  const content = files.map(({ key, kind, hash }) => [key, kind, hash]).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([original, content]))
    .digest("hex");
  return `${beginning(original)}-lg-${hash.slice(0, HASH_DIGITS)}`;
}

/** Whether a name can be that of a copy of this map. */
export function isCopyNameOf(name: string, original: string): boolean {
  return original !== "" && COPY.exec(name)?.[1] === beginning(original);
}

function beginning(original: string): string {
  return original.slice(0, LONGEST_NAME - HASH_DIGITS - "-lg-".length).replace(/[-.]+$/, "");
}
