import { errorCauses } from "./error-causes";

/** Unreachable, timed out, no free connection in the pool; then what a transaction says whose connection went away. */
const PRISMA = ["P1001", "P1002", "P1008", "P1017", "P2024"];
/** Connection exceptions, too many connections, shutting down, starting up, disk full, and a database that is gone. */
const POSTGRES = /^(08...|53[12]00|53300|57P0[1-5]|3D000|25006)$/;
const NETWORK = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EPIPE", "EAI_AGAIN"];
const ADAPTER = [
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
  "DatabaseDoesNotExist",
];
const WORDS =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Unable to start a transaction in the given time|Client has encountered a connection error/;

/** Whether an error means that the database cannot be worked with at the moment, as opposed to an error in what was asked of it. */
export function isDatabaseDown(error: unknown): boolean {
  return errorCauses(error).some(
    ({ code = "", originalCode = "", kind = "", message = "", meta }) =>
      PRISMA.includes(code) ||
      NETWORK.includes(code) ||
      NETWORK.includes(originalCode) ||
      [code, originalCode, meta?.code ?? ""].some((each) => POSTGRES.test(each)) ||
      ADAPTER.includes(kind) ||
      WORDS.test(message),
  );
}
