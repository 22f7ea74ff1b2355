import { isCredentialName, isDigestName } from "./credential-name";
import { MASK } from "./mask";
import { maskText } from "./mask-text";
import { meansNothing } from "./means-nothing";

const HEX = /^[0-9a-f]{7,128}$/i;

/** A literal value as it may be shown: hidden whole under a name that promises a credential, else what has the form of one is hidden in it. */
export function maskCredential(name: string, value: string): string {
  if (isCredentialName(name, value)) return meansNothing(value) ? value : MASK;
  return isDigestName(name) && HEX.test(value) ? value : maskText(value);
}
