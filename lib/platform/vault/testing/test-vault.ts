import { openVault, type Vault } from "../vault";

/** LASTGOOD_SECRET_KEY of every test that needs one. */
export const TEST_SECRET_KEY = "test secret key, at least 32 characters";

export function testVault(): Vault {
  return openVault({ secretKey: TEST_SECRET_KEY });
}
