const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/**
 * JSON spelled as Go spells it. The API server compares the value of a JSON Patch `test` with its own text of the object, byte for byte, so that an `&` that
 * is not written `\u0026` is not equal to one: https://pkg.go.dev/encoding/json#HTMLEscape, https://github.com/evanphx/json-patch (lazyNode.equal)
 */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(ESCAPED_BY_GO, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
