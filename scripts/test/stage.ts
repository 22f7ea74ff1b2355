/** What one stage came to; `output` is shown when something failed. */
export type Outcome = { passed: number; failed: number; skipped: number; output: string };
export type Stage = { name: string; run(): Promise<Outcome> };

/** A stage that is right or wrong as a whole counts as one test. */
export function asOne(isRight: boolean, output: string): Outcome {
  return { passed: isRight ? 1 : 0, failed: isRight ? 0 : 1, skipped: 0, output };
}
