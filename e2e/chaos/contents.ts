import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import type { Random } from "./random";
import { KEYS, UNSEEN_KEY } from "./shapes";

const TEXTS = ["", "0.7", "0.2", "ключ 🤖\n\ttwo lines\r\n", "\u0000\ufeff"];
/** Bytes that are no text, bytes that are, and none. */
const BYTES = [[0, 255, 254, 1], [48, 46, 55], []].map((bytes) => Buffer.from(bytes).toString("base64"));

/** A map with some of the keys. Values are few, so that contents come back. */
export function freshContent(random: Random): MapContent {
  return KEYS.reduce(
    (content, key) => (random.chance(0.7) ? withKey(content, key, random) : content),
    withText({ data: {}, binaryData: {} }, "mode", "kind"),
  );
}

/** One key edited, added, deleted or made the other kind; at times one that nobody sees. */
export function editedContent(content: MapContent, random: Random): MapContent {
  const key = random.chance(0.15) ? UNSEEN_KEY : random.pick(KEYS);
  return random.chance(0.2) ? without(content, key) : withKey(content, key, random);
}

function withKey(content: MapContent, key: string, random: Random): MapContent {
  if (random.chance(0.75)) return withText(content, key, random.pick(TEXTS));
  const { data, binaryData } = without(content, key);
  return { data, binaryData: Object.fromEntries([...Object.entries(binaryData), [key, random.pick(BYTES)]]) };
}

function withText(content: MapContent, key: string, text: string): MapContent {
  const { data, binaryData } = without(content, key);
  return { data: Object.fromEntries([...Object.entries(data), [key, text]]), binaryData };
}

function without({ data, binaryData }: MapContent, key: string): MapContent {
  const less = (entries: Record<string, string>) => Object.fromEntries(Object.entries(entries).filter(([other]) => other !== key));
  return { data: less(data), binaryData: less(binaryData) };
}
