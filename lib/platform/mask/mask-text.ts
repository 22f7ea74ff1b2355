import { maskKnownForms } from "./known-forms";
import { maskPairs } from "./mask-pairs";
import { maskPrivateKeys } from "./mask-private-keys";
import { maskWords } from "./mask-words";

/**
 * Text of a template, an annotation or a cluster as it may be shown, stored or logged: what has the form of a credential is hidden. Time grows with its length
 * and nothing else. Lines stay lines.
 */
export function maskText(text: string): string {
  return maskWords(maskPairs(maskKnownForms(maskPrivateKeys(text))));
}
