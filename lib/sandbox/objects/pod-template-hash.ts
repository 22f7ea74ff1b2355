import { stableText } from "./json";
import type { PodTemplate } from "./kube-object";

const alphabet = "bcdfghjklmnpqrstvwxz2456789";

/** Letters and digits that cannot form a word, as Kubernetes names things. */
export const safeText = (digits: string) => [...digits].map((digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join("");

/** The `pod-template-hash`: the same template gives the same hash, a collision count tells colliding ones apart. */
export function podTemplateHash(template: PodTemplate, collisionCount?: number): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(stableText(template) + (collisionCount ?? ""))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return safeText(String(hash));
}
