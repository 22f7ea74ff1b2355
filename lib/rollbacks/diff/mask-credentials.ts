/** Names under which people put credentials into plain environment variables, against advice. */
const CREDENTIAL_NAME = /(token|secret|passw|api_?key|private_?key|credential|connection_?string|dsn)/i;
/** `scheme://user:password@host` */
const URL_PASSWORD = /(\/\/[^/\s:@]*:)[^/\s@]+@/g;

export const MASK = "••••••";

/** A literal value as it may be shown: hidden whole under a name that promises a credential, else with passwords in URLs hidden. */
export function maskCredential(name: string, value: string): string {
  if (CREDENTIAL_NAME.test(name) && value !== "") return MASK;
  return value.replace(URL_PASSWORD, `$1${MASK}@`);
}
