import { randomInt } from "node:crypto";

/** No letters or digits that are mistaken for one another when read aloud or typed from paper. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** 20 random characters in four groups, 99 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
