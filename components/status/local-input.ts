/** An instant as a `datetime-local` input of this device holds it. */
export function localInput(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** And back; null where nothing is chosen. */
export function instantOf(input: string): string | null {
  return input === "" ? null : new Date(input).toISOString();
}
