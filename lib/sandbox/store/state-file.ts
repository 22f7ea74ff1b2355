import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Store } from "./store";

type Saved = ReturnType<Store["snapshot"]>;

/**
 * What an earlier run left, if anything. A file that cannot be read is moved aside, never overwritten.
 */
export function readStateFile(file: string, say: (line: string) => void): Saved | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const saved = JSON.parse(readFileSync(file, "utf8")) as Saved;
    if (!Number.isInteger(saved.resourceVersion) || !Array.isArray(saved.objects)) throw new Error("it is not a saved cluster");
    return saved;
  } catch (error) {
    const aside = `${file}.corrupt-${Date.now()}`;
    renameSync(file, aside);
    say(
      `The practice cluster could not read ${file} (${error instanceof Error ? error.message : String(error)}). It was moved to ${aside}; the cluster starts empty.`,
    );
    return undefined;
  }
}

/** Keeps a file up to date with the store: soon after a change, and when flushed. A reader sees the old state or the new one, never half. */
export function keepStateFile(store: Store, file: string): { flush: () => void } {
  mkdirSync(path.dirname(file), { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    writeFileSync(`${file}.new`, JSON.stringify(store.snapshot()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const stop = store.onChange(() => {
    timer ??= setTimeout(write, 100).unref();
  });
  return {
    flush: () => {
      stop();
      clearTimeout(timer);
      write();
    },
  };
}
