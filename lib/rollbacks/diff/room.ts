/** All files together show no more than this; what is left over is counted. */
const MOST_LINES = 2_000;
const MOST_LINES_OF_A_FILE = 500;
const MOST_CHARACTERS = 300_000;
/** How much is compared line by line, both sides of all files together: in bytes, where a line costs as much as 30 of them. */
const MOST_COMPARED = 8 * 1024 * 1024;
const COST_OF_A_LINE = 30;
const LINE_FEED = 10;
/** Each may end a line once JSON is laid out. */
const COMMA = 44;

/** How much one answer still has room for, and how much work it may still make. */
export class Room {
  #lines = MOST_LINES;
  #ofThisFile = MOST_LINES_OF_A_FILE;
  #characters = MOST_CHARACTERS;
  #compared = MOST_COMPARED;

  /** Whether these files may still be compared; if so, they are. */
  compares(...files: Buffer[]): boolean {
    const size = files.reduce((sum, bytes) => sum + bytes.length, 0);
    if (size > this.#compared) return false;
    const cost = size + COST_OF_A_LINE * files.reduce((sum, bytes) => sum + lineEnds(bytes), 0);
    if (cost > this.#compared) return false;
    this.#compared -= cost;
    this.#ofThisFile = MOST_LINES_OF_A_FILE;
    return true;
  }

  /** Whether a line may still be shown; if so, it is. */
  shows(text: string): boolean {
    if (this.#lines === 0 || this.#ofThisFile === 0 || text.length > this.#characters) return false;
    this.#lines--;
    this.#ofThisFile--;
    this.#characters -= text.length;
    return true;
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === LINE_FEED || bytes[at] === COMMA) count++;
  return count;
}
