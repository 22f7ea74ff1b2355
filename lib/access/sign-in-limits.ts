import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/platform/app-error";

const WINDOW_SECONDS = 15 * 60;

type Limits = { perAccountAndAddress: RateLimiterMemory; perAccount: RateLimiterMemory };
const KEY = Symbol.for("lastgood.sign-in-limits");

/** On `globalThis` because Next loads a module once per bundle, and a limit counted twice is no limit. */
function limits(): Limits {
  const store = globalThis as { [KEY]?: Limits };
  // The second limit is for those who forge the address; it is wide, so that nobody is easily locked out of their own account.
  return (store[KEY] ??= {
    perAccountAndAddress: new RateLimiterMemory({ keyPrefix: "account-address", points: 10, duration: WINDOW_SECONDS }),
    perAccount: new RateLimiterMemory({ keyPrefix: "account", points: 100, duration: WINDOW_SECONDS }),
  });
}

/**
 * Counts an attempt before it is made, so that many at once do not slip through together.
 *
 * @throws AppError `rate-limited`
 */
export async function countAttempt({ email, ip }: { email: string; ip: string }): Promise<void> {
  const { perAccountAndAddress, perAccount } = limits();
  try {
    await perAccountAndAddress.consume(`${email} ${ip}`);
    await perAccount.consume(email);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const minutes = Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 60_000);
    throw new AppError("rate-limited", `Too many attempts for this account. Try again in ${minutes} min.`);
  }
}

/** After a success, earlier mistakes are forgiven. */
export async function forgiveAttempts({ email, ip }: { email: string; ip: string }): Promise<void> {
  const { perAccountAndAddress, perAccount } = limits();
  await perAccountAndAddress.delete(`${email} ${ip}`);
  await perAccount.reward(email);
}
