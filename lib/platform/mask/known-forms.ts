import { MASK } from "./mask";
import { hasKeyPart } from "./looks-random";

/** Prefixes by which services mark their keys so that scanners find them. What follows has to be long enough to be one. */
const PREFIXES = [
  "gh[opsur]_",
  "github_pat_",
  "gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-",
  "xox[abeoprs]-",
  "xapp-",
  "[sr]k_(?:live|test)_",
  "whsec_",
  "ya29\\.",
  "GOCSPX-",
  "dckr_(?:pat|oat)_",
  "pypi-AgE",
  "rubygems_",
  "do[opr]_v1_",
  "shp(?:at|ss|ca|pa)_",
  "hv[sbr]\\.",
  "tskey-",
  "lin_api_",
  "nvapi-",
  "gsk_",
  "xai-",
  "pplx-",
  "gl(?:c|sa)_",
  "AT[AC]TT3",
  "sntry[su]_",
  "PMAK-",
  "NRAK-",
  "AGE-SECRET-KEY-",
  "AIza",
];
/** Prefixes that names of harmless things share: what follows has to look like a key. */
const AMBIGUOUS = ["sk-", "npm_", "hf_", "SG\\.", "r8_", "ntn_"];

const MARKED = new RegExp(`(?<![A-Za-z0-9])(?:${PREFIXES.join("|")})[\\w.~+/=-]{8,}`, "g");
const MAYBE_MARKED = new RegExp(`(?<![A-Za-z0-9])(?:${AMBIGUOUS.join("|")})([\\w.~+/=-]{12,})`, "g");
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const AWS_KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}/g;
/** Two or three base64url parts, the first of which opens a JSON object. */
const JWT = /(?<![\w-])eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){0,3}/g;

/** `//user:password@host`, also where the password holds an `@`. */
const URL_PASSWORD = /(\/\/[^/\s:@"'<>]*:)[^/\s"'<>]+@/g;
/** `user:password@tcp(host)/db` and `user:password@host/db`, as drivers write it; a digest of an image is none. */
const DRIVER_PASSWORD = /(?<![\w.-])([\w.-]{1,64}:)[^\s@:/"'<>]{1,200}@(?=(?:tcp|unix)\(|[\w.-]{1,253}(?::\d{1,5})?\/)/g;
/** Addresses whose path is the key. */
const SECRET_PATH =
  /((?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|\.webhook\.office\.com\/webhookb2|api\.telegram\.org)\/)[\w./:@%-]+/gi;
/** `curl -u user:password`; a user and group in numbers is none. */
const USER_FLAG = /((?<!\S)(?:-u|--user|--userpwd)[ =]["']?(?!\d+:\d)[^\s:"']{1,100}:)[^\s"']+/g;
const BEARER = /(\b(?:bearer|basic)[ \t]{1,3})([\w.~+/=-]{8,})/gi;

/** Hides what a service marks as its key, and credentials in addresses. Each form is found in one pass over the text. */
export function maskKnownForms(text: string): string {
  return withoutPasswordsBeforeHosts(text)
    .replace(JWT, MASK)
    .replace(MARKED, MASK)
    .replace(MAYBE_MARKED, (found, rest: string) => (hasKeyPart(rest) ? MASK : found))
    .replace(AWS_KEY_ID, MASK)
    .replace(SECRET_PATH, `$1${MASK}`)
    .replace(USER_FLAG, `$1${MASK}`)
    .replace(BEARER, (found, scheme: string, key: string) => (/\d|[a-z][A-Z]/.test(key) ? `${scheme}${MASK}` : found));
}

function withoutPasswordsBeforeHosts(text: string): string {
  if (!text.includes("@")) return text;
  return text.replace(URL_PASSWORD, `$1${MASK}@`).replace(DRIVER_PASSWORD, `$1${MASK}@`);
}
