type Stoppable = { stop(): Promise<void> };

/** Stops the last started first, and goes on when one of them fails. */
export async function stopAll(started: readonly Stoppable[]): Promise<void> {
  for (const each of [...started].reverse()) await each.stop().catch((error: unknown) => console.error(error));
}
