import { randomInt } from "node:crypto";

/** A made-up secret: where it was planted, and the pieces of it that must turn up nowhere else. Each piece is letters and digits, so it reads the same in JSON and URLs. */
export type Canary = { place: string; value: string; pieces: string[] };

const CONSONANTS = "bdfgklmnprst";
const VOWELS = "aeiou";
const ANY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Secrets as real ones look, each unlike any other text of a test run. */
export class Canaries {
  readonly all: Canary[] = [];

  /** Words that anybody might have chosen: only the name that they stand under says that they are a secret. The signs between them are escaped by all that escapes. */
  named(place: string, between = "-"): string {
    const pieces = [word(), word(), word()];
    return this.#add({ place, value: pieces.join(between), pieces });
  }

  /** A key as a service draws it: its form says what it is, whatever it is called. */
  formed(place: string, prefix = "ghp_"): string {
    const pieces = [drawn(18), drawn(18)];
    return this.#add({ place, value: prefix + pieces.join(""), pieces });
  }

  /** A secret that is there already. */
  known(place: string, value: string): void {
    this.#add({ place, value, pieces: [value] });
  }

  #add(canary: Canary): string {
    this.all.push(canary);
    return canary.value;
  }
}

function word(): string {
  return Array.from({ length: 5 }, () => one(CONSONANTS) + one(VOWELS)).join("");
}

/** Letters and digits in turn, as no name has them; a draw of letters alone would be one now and then. */
function drawn(length: number): string {
  return Array.from({ length }, (_, at) => (at % 3 === 1 ? String(randomInt(10)) : one(ANY))).join("");
}

function one(from: string): string {
  return from.charAt(randomInt(from.length));
}
