/** The only source of "now" in `lib/`: tests pass one they can move. `pause` waits between tries; where it is missing, they are as long as they say. */
export type Clock = { now(): Date; pause?(ms: number): Promise<void> };

export const systemClock: Clock = { now: () => new Date() };
