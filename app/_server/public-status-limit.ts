import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/platform/app-error";

/** A wall of screens behind one address asks twice a minute each. */
const PER_MINUTE = 120;

const KEY = Symbol.for("lastgood.public-status-limit");

/** On `globalThis` because Next loads a module once per bundle, and a limit counted twice is no limit. */
function limiter(): RateLimiterMemory {
  const store = globalThis as { [KEY]?: RateLimiterMemory };
  return (store[KEY] ??= new RateLimiterMemory({ keyPrefix: "public-status", points: PER_MINUTE, duration: 60 }));
}

/** Counts a question that nobody signed in for. @throws AppError `rate-limited` */
export async function countPublicQuestion(address: string): Promise<void> {
  try {
    await limiter().consume(address);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    throw new AppError("rate-limited", "Too many questions from this address. Try again in a minute.");
  }
}
