import { maskText } from "./mask/mask-text";

/**
 * An error as it goes into a log: name, message, stack and what caused it. What else hangs on it (answers, headers) may hold credentials, and so may its
 * words: a database names the values that it refuses, a cluster the object.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: maskText(String(error)) };
  return {
    name: error.name,
    message: maskText(error.message),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
