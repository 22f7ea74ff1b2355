/** Says what is being done, does it, and says how long it took. */
export async function step<T>(what: string, act: () => Promise<T>): Promise<T> {
  const started = Date.now();
  process.stdout.write(`${what} … `);
  try {
    const result = await act();
    process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}
