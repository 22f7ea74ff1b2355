/** Why something cannot start: sentences that the person at the terminal can act on. Shown without a stack; holds no secret. */
export class StartError extends Error {
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options: { cause?: unknown } = {}) {
    const list = typeof problems === "string" ? [problems] : problems;
    super(list.join("\n"), options);
    this.name = "StartError";
    this.problems = list;
  }
}
