import { isObject, type JsonObject } from "@/lib/platform/json";
import { maskCredential } from "@/lib/platform/mask/mask-credential";
import { plainWords } from "./plain-words";
import { storable } from "./storable";

export type ReleaseWords = {
  version: string;
  images: { container: string; image: string }[];
  commit: string | null;
  author: string | null;
  changeCause: string | null;
};

/** Annotation in which people say why they deployed. */
export const CHANGE_CAUSE = "kubernetes.io/change-cause";

/** Annotation and label keys by which pipelines say these things; the first that is there wins. */
const COMMIT_KEYS = [
  "lastgood.dev/commit",
  "org.opencontainers.image.revision",
  "app.kubernetes.io/commit",
  "git-commit",
  "commit",
  "vcs-revision",
];
const AUTHOR_KEYS = ["lastgood.dev/author", "git-author", "author", "app.kubernetes.io/author"];
const VERSION = "app.kubernetes.io/version";
/** Letters of a change cause that are kept. */
export const MOST_CAUSE = 1000;
const LIKE_A_VERSION = /^v?\d+(\.\d+)+/;

/**
 * What people call a release, read from its template and from the annotations and labels that its object had then.
 * `formerCause`: the change cause before this template came. One that did not change with the template describes an older one.
 */
export function describeRelease(input: {
  template: JsonObject;
  annotations: Record<string, string>;
  labels: Record<string, string>;
  formerCause: string | null;
  hash: string;
}): ReleaseWords {
  const { annotations, labels } = input;
  const inTemplate = { ...strings(input.template, "labels"), ...strings(input.template, "annotations") };
  const say = (keys: string[], most: number) =>
    keys.map((key) => said(key, inTemplate[key] ?? annotations[key], most)).find((words) => words !== null) ?? null;
  const images = storable(imagesOf(input.template));
  const cause = causeOf(annotations);
  const tag = tagOf(images[0]?.image);
  // `kubectl set image` leaves the version label behind: a tag that reads as a version is what runs.
  const label = said(VERSION, inTemplate[VERSION], 128);
  const version = (tag && LIKE_A_VERSION.test(tag) ? tag : label) ?? tag ?? said(VERSION, labels[VERSION], 128);

  return {
    version: version ?? input.hash.slice(0, 7),
    images,
    commit: say(COMMIT_KEYS, 128),
    author: say(AUTHOR_KEYS, 200),
    changeCause: cause === input.formerCause ? null : cause,
  };
}

/** The change cause that an object carries, as it is stored and compared. */
export function causeOf(annotations: Record<string, string>): string | null {
  return said(CHANGE_CAUSE, annotations[CHANGE_CAUSE], MOST_CAUSE);
}

/** The person that annotations name, as pipelines write it. */
export function authorOf(annotations: Record<string, string>): string | null {
  return AUTHOR_KEYS.map((key) => said(key, annotations[key], 200)).find((words) => words !== null) ?? null;
}

/** Image of each container, init containers left out. */
export function imagesOf(template: JsonObject): { container: string; image: string }[] {
  const spec = isObject(template.spec) ? template.spec : {};
  const containers = Array.isArray(spec.containers) ? spec.containers.filter(isObject) : [];
  return containers.map(({ name, image }) => ({ container: String(name ?? ""), image: String(image ?? "") }));
}

/** `1.2.0` of `registry:5000/omniserve:1.2.0@sha256:…`; null where there is no tag or it says nothing. */
export function tagOf(image: string | undefined): string | null {
  const named = image?.split("@")[0] ?? "";
  const tag = named.slice(named.lastIndexOf("/") + 1).split(":")[1];
  return tag === undefined || tag === "" || tag === "latest" ? null : tag;
}

/** What an annotation or label says, as it may be stored and shown. */
function said(key: string, text: string | undefined, most: number): string | null {
  return plainWords(maskCredential(key, text ?? ""), most);
}

function strings(template: JsonObject, map: "labels" | "annotations"): Record<string, string> {
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const entries = isObject(metadata[map]) ? Object.entries(metadata[map]) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
