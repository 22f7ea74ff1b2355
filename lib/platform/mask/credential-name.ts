/** Words that a name may hold when what it names is a credential. */
const PROMISES =
  /passw|passphrase|passcode|secret|token|credential|connection[-_. ]?string|authorization|(?:api|access|private|signing|encryption|master|account|auth|session|license|service|shared|deploy|ssh|client|hmac)[-_. ]?key|(?:^|[-_.])(?:pat|dsn|jwt|salt|cookie|db_?pass|_auth)$|[-_.]pwd$/i;
const PROMISES_IN_CASE = /^pwd$|[a-z](?:Pwd|Dsn|Jwt|Pat)$/;

/** A last word that says what is meant is a fact about a credential: where it lies, how long it lasts, how many there may be. */
const FACTS = new Set(
  (
    "name names ref refs file files path paths dir ttl seconds minutes hours days ms millis lifetime expiry expiration expires limit limits count length size " +
    "type kind policy provider class enabled required optional budget window issuer audience url uri endpoint host header prefix suffix field format " +
    "algorithm version mode namespace store rotation interval timeout usage used cost price strategy region zone secure domain"
  ).split(" "),
);
/** Of language models: `max_tokens`, `eos_token`, `tokenizer`. */
const OF_MODELS = /tokeni[sz]|(?:^|[-_.])(?:eos|bos|pad|unk|sep|cls|mask|stop|special)[-_.]?token/i;
const AMOUNT = /^[\d._, ]+[kKmM]?$/;
const OF_AMOUNTS = /tokens|(?:max|min|num)[-_.]?token|token[-_. ]?(?:per|budget|rate|usage)/i;

/** Whether a name promises that its value is a credential: `DB_PASSWORD`, `apiKey`; not `secretName`, nor `max_tokens` where that is a number. */
export function isCredentialName(name: string, value = ""): boolean {
  const text = name.slice(-LONGEST);
  if (!PROMISES.test(text) && !PROMISES_IN_CASE.test(text)) return false;
  if (OF_MODELS.test(text) || (OF_AMOUNTS.test(text) && AMOUNT.test(value))) return false;
  return !FACTS.has(lastWord(text));
}

/** The end of a name says what it is; more is not looked at. */
const LONGEST = 100;

function lastWord(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== "");
  return words.at(-1)?.toLowerCase() ?? "";
}

/** Names of things that are long hex and no secret. */
const DIGEST_NAME = /commit|revision|digest|checksum|fingerprint|etag|sha\d*$|hash|version$|(?:^|[-_.])(?:rev|ref|uid)$/i;

/** Whether what is so named is a checksum or a commit: hex that may be read by anybody. */
export function isDigestName(name: string): boolean {
  return DIGEST_NAME.test(name.slice(-LONGEST));
}
