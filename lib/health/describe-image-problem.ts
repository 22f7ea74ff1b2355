import type { ObjectEvent } from "@/lib/cluster/types";
import { asEnd } from "./one-line";

const NO_IMAGE = "the registry has no such image or tag.";
const NO_RIGHT = "the registry does not let this cluster have it. Check the name and the pull secret.";

/** What registries and container runtimes say, first match counts. */
const CAUSES: [pattern: RegExp, sentence: string][] = [
  [/pull policy of Never|ErrImageNeverPull/i, "it is not on the node, and its pull policy Never forbids fetching it."],
  [/InvalidImageName|invalid reference format|couldn't parse image name/i, "that is not a name that an image can have."],
  [/no match for platform|no matching manifest|no image found .* for architecture/i, "there is none for this kind of processor."],
  [/toomanyrequests|429 Too Many|rate limit/i, "the registry gives no more just now: its limit is reached."],
  // What a registry says of both: it does not tell strangers which images it has.
  [
    /repository does not exist or may require/i,
    "the registry has no such image, or does not let this cluster have it. Check the name and the pull secret.",
  ],
  [/\b(401|403)\b|unauthorized|denied|forbidden|authentication required|no basic auth|insufficient_scope/i, NO_RIGHT],
  [/no such host|server misbehaving|Temporary failure in name resolution/i, "its registry is not known by that name."],
  [/x509|certificate|HTTP response to HTTPS/i, "the connection to its registry is not trusted (TLS)."],
  [
    /connection refused|i\/o timeout|no route to host|deadline exceeded|TLS handshake timeout|connection reset|RegistryUnavailable|\b50[0-4]\b|\bEOF\b/i,
    "its registry does not answer.",
  ],
  [/no space left|disk quota/i, "its node has no space left."],
  [/SignatureValidationFailed|signature/i, "its signature is not accepted."],
  [/not found|manifest unknown|name unknown|does not exist|NotFound/i, NO_IMAGE],
];

/** Why an image cannot be had, from what the kubelet says while it waits and, where it says nothing, from the events of the pod. */
export function describeImageProblem(
  image: string,
  { reason, message }: { reason: string; message: string },
  events: readonly ObjectEvent[],
): string {
  const secret = missingPullSecret(events);
  const said = says(message, image)
    ? message
    : (events.find((event) => event.reason === "Failed" && says(event.message, image))?.message ?? "");
  const cause = CAUSES.find(([pattern]) => pattern.test(withoutNames(said, image)) || pattern.test(reason))?.[1];
  if (secret && (cause === undefined || cause.includes("pull secret")))
    return `cannot pull the image ${image}: the pull secret ${secret} does not exist.`;
  if (cause) return `cannot pull the image ${image}: ${cause}`;
  return said ? `cannot pull the image ${image}: ${asEnd(said)}` : `cannot pull the image ${image}.`;
}

/** Whether it is more than "pulling is tried again later". */
function says(message: string, image: string): boolean {
  return (
    withoutNames(message, image)
      .replace(/^Back-off pulling image\s*"?"?:?|^Error: \w+$/i, "")
      .trim() !== ""
  );
}

/** The image's own name is no evidence: it may be called `denied/forbidden`, and its digest may hold any number. */
function withoutNames(message: string, image: string): string {
  return message
    .replaceAll(image, "")
    .replaceAll(/"[^"]*\/[^"]*"/g, "")
    .replaceAll(/sha256:[0-9a-f]+/g, "");
}

function missingPullSecret(events: readonly ObjectEvent[]): string | null {
  const event = events.find(({ reason }) => reason === "FailedToRetrieveImagePullSecret");
  return event ? (/\(([^)]+)\)/.exec(event.message)?.[1] ?? null) : null;
}
