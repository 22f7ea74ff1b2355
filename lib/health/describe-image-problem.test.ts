import { describe, expect, test } from "vitest";
import type { ObjectEvent } from "@/lib/cluster/types";
import { describeImageProblem } from "./describe-image-problem";
import { event } from "./testing/sightings";

const IMAGE = "registry.example/omniserve:2";
const pulled = (cause: string) => `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${cause}`;
const says = (message: string, events: ObjectEvent[] = [], reason = "ImagePullBackOff") =>
  describeImageProblem(IMAGE, { reason, message }, events).replace(`cannot pull the image ${IMAGE}`, "");

/** As containerd 2 and CRI-O say it, inside what the kubelet of 1.36 makes of it. */
describe.each([
  ["at first", (cause: string) => `rpc error: code = Unknown desc = ${pulled(cause)}`],
  ["when it is tried again later", (cause: string) => `Back-off pulling image "${IMAGE}": ErrImagePull: ${pulled(cause)}`],
])("an image that cannot be pulled, %s", (_, told) => {
  test.each<[string, string, string]>([
    ["a tag that is not there", `${IMAGE}: not found`, ": the registry has no such image or tag."],
    ["one that CRI-O does not find", `reading manifest 2 in ${IMAGE}: manifest unknown`, ": the registry has no such image or tag."],
    [
      "one of which the registry does not say whether it is there",
      "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
      ": the registry has no such image, or does not let this cluster have it. Check the name and the pull secret.",
    ],
    [
      "one without a right to it",
      "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example/token: 401 Unauthorized",
      ": the registry does not let this cluster have it. Check the name and the pull secret.",
    ],
    [
      "a registry that nobody knows",
      'failed to do request: Head "https://registry.example/v2/omniserve/manifests/2": dial tcp: lookup registry.example on 10.96.0.10:53: no such host',
      ": its registry is not known by that name.",
    ],
    ["a registry that is not there", "dial tcp 10.1.2.3:443: connect: connection refused", ": its registry does not answer."],
    ["a registry that hangs", "dial tcp 10.1.2.3:443: i/o timeout", ": its registry does not answer."],
    [
      "a registry that fails",
      "unexpected status from HEAD request to https://registry.example/v2/: 503 Service Unavailable",
      ": its registry does not answer.",
    ],
    [
      "a registry of its own making",
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      ": the connection to its registry is not trusted (TLS).",
    ],
    [
      "a registry that has had enough",
      "429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.",
      ": the registry gives no more just now: its limit is reached.",
    ],
    ["another processor", "no match for platform in manifest: not found", ": there is none for this kind of processor."],
    ["a full disk", "failed to copy: write /var/lib/containerd/blob: no space left on device", ": its node has no space left."],
  ])("for %s", (__, cause, sentence) => {
    expect(says(told(cause))).toBe(sentence);
  });
});

describe("an image", () => {
  test.each<[string, string, string, string]>([
    [
      "that must not be pulled",
      "ErrImageNeverPull",
      `Container image "${IMAGE}" is not present with pull policy of Never`,
      ": it is not on the node, and its pull policy Never forbids fetching it.",
    ],
    [
      "whose name is none",
      "InvalidImageName",
      `Failed to apply default image tag "${IMAGE}": couldn't parse image name "${IMAGE}": invalid reference format: repository name must be lowercase`,
      ": that is not a name that an image can have.",
    ],
    ["of which nothing is said", "ErrImagePull", "", "."],
    ["of which only the waiting is said", "ImagePullBackOff", `Back-off pulling image "${IMAGE}"`, "."],
    ["of which something new is said", "ErrImagePull", "the moon is full", ": the moon is full."],
  ])("%s", (_, reason, message, sentence) => {
    expect(says(message, [], reason)).toBe(sentence);
  });

  test("of which only the events say why", () => {
    const failed = event("Failed", `Failed to pull image "${IMAGE}": ${pulled(`${IMAGE}: not found`)}`);
    expect(says(`Back-off pulling image "${IMAGE}"`, [event("Failed", "Error: ErrImagePull"), failed])).toBe(
      ": the registry has no such image or tag.",
    );
  });

  test("whose pull secret is missing", () => {
    const missing = event(
      "FailedToRetrieveImagePullSecret",
      "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.",
    );
    expect(says(pulled("401 Unauthorized"), [missing])).toBe(": the pull secret regcred does not exist.");
    expect(says(pulled(`${IMAGE}: not found`), [missing])).toBe(": the registry has no such image or tag.");
  });

  test("is not judged by its own name", () => {
    const image = "registry.example/denied/no-such-host:503";
    const message = `Back-off pulling image "${image}": ErrImagePull: failed to resolve reference "${image}": ${image}: not found`;
    expect(describeImageProblem(image, { reason: "ImagePullBackOff", message }, [])).toBe(
      `cannot pull the image ${image}: the registry has no such image or tag.`,
    );
  });
});
