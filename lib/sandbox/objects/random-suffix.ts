import { safeText } from "./pod-template-hash";

/** Five letters and digits to end a generated name with. */
export const randomSuffix = (random: () => number) =>
  safeText(Array.from({ length: 5 }, () => String.fromCharCode(Math.floor(random() * 256))).join(""));
