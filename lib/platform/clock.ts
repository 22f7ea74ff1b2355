/** The only source of "now" in `lib/`: tests pass one they can move. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
