import pino from "pino";
import { describeError } from "./describe-error";

export type Logger = pino.Logger;

/** JSON lines on stderr, or wherever `to` says. Errors are cut to what may be read by anybody. */
export function createLogger(options: { level: string; process: string; to?: pino.DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    options.to ?? pino.destination({ dest: 2, sync: true }),
  );
}
