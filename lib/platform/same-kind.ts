/** Whether a value was made by the class of this mark, in whichever bundle: Next loads a module once for each, and `instanceof` knows only its own. */
export function isOfKind(value: unknown, mark: symbol): boolean {
  return typeof value === "object" && value !== null && mark in value;
}
