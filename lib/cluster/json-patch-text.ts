import type { PatchOperation } from "./types";

const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/**
 * A JSON Patch whose tests are spelled as Go spells JSON. The API server compares the value of a `test` with its own text of the object, byte for byte, so that
 * an `&` that is not written `\u0026` is not equal to one: https://pkg.go.dev/encoding/json#HTMLEscape, https://github.com/evanphx/json-patch (lazyNode.equal)
 */
export function jsonPatchText(operations: readonly PatchOperation[]): string {
  return `[${operations.map((operation) => (operation.op === "test" ? goText(operation) : JSON.stringify(operation))).join()}]`;
}

function goText(operation: PatchOperation): string {
  return JSON.stringify(operation).replace(ESCAPED_BY_GO, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
