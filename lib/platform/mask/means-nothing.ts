/** What stands under a credential's name without being one: nothing, a switch, a reference to where the credential is, a mask, the opening of a block. */
const NOTHING = /^(?:|true|false|yes|no|on|off|null|none|nil|undefined|~|%[sdvq]|\*+|x{3,}|•+|\[?redacted\]?|\[\]|\{\}|[[({]+|[|>][-+]?)$/i;
const REFERENCE = /^(?:\$\([A-Za-z_][\w.-]{0,200}\)|\$\{[A-Za-z_][\w.-]{0,200}\}|\{\{[^{}]{0,300}\}\}|<[\w .-]{1,60}>)$/;

/** Whether a value under a credential's name hides nothing, so that showing it helps: `false`, `$(BOT_TOKEN)`. */
export function meansNothing(value: string): boolean {
  return value.length < 320 && (NOTHING.test(value) || REFERENCE.test(value));
}
