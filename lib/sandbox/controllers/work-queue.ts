import type { Clock } from "../clock";

export interface WorkQueue {
  add(key: string): void;
  addAfter(key: string, milliseconds: number): void;
  stop(): void;
}

/** Each key is worked on once however often it was added meanwhile; work that throws is tried again a little later. */
export function workQueue(clock: Clock, work: (key: string) => void): WorkQueue {
  const waiting = new Set<string>();
  const later = new Map<string, () => void>();
  let scheduled: NodeJS.Immediate | undefined;
  let stopped = false;

  const run = () => {
    scheduled = undefined;
    const [key] = waiting;
    if (key === undefined || stopped) return;
    waiting.delete(key);
    try {
      work(key);
    } catch {
      addAfter(key, 100);
    }
    if (waiting.size > 0) scheduled ??= setImmediate(run);
  };
  const add = (key: string) => {
    if (stopped) return;
    waiting.add(key);
    scheduled ??= setImmediate(run);
  };
  const addAfter = (key: string, milliseconds: number) => {
    later.get(key)?.();
    later.set(
      key,
      clock.after(milliseconds, () => {
        later.delete(key);
        add(key);
      }),
    );
  };
  const stop = () => {
    stopped = true;
    later.forEach((cancel) => cancel());
    if (scheduled) clearImmediate(scheduled);
  };
  return { add, addAfter, stop };
}
