import { expect, test } from "vitest";
import { explainPostgres } from "./explain-postgres";
import { postgresPackage } from "./postgres-package";

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /^The disk that holds \/data is full/],
  ['FATAL:  data directory "/data" has wrong ownership', /^PostgreSQL may not use \/data: it must belong to the user that it runs as/],
  ["initdb: error: could not create directory: Read-only file system", /^The disk that holds \/data is read-only/],
  ["something else", /did not start\. It said:\nsomething else$/],
  ["", /It said:\n\(nothing\)$/],
])("%s", (said, sentence) => {
  expect(explainPostgres(said, "/data").message).toMatch(sentence);
});

test.each([
  ["win32-x64", false, /no embedded PostgreSQL for win32-x64\. Set DATABASE_URL/],
  ["linux-x64", true, /needs glibc, and this system \(Alpine\?\) has musl\. Set DATABASE_URL/],
])("a machine without binaries is told to bring its own: %s", (platform, musl, sentence) => {
  expect(() => postgresPackage(platform, musl)).toThrow(sentence);
});
