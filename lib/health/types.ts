export const VERDICTS = ["healthy", "degraded", "failing", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A judgement with its reasons, each a sentence, worst first. Healthy has none. */
export type Judgement = { verdict: Verdict; reasons: string[] };
