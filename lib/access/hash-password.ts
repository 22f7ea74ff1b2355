import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's minimum. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** A hash of no password: unknown accounts are checked against it, so that they take as long as known ones. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$bGFzdGdvb2Qgbm9ib2R5IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** Whether `password` is the one behind `passwordHash`; with null it takes as long and says no. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, password);
  return matches && passwordHash !== null;
}
