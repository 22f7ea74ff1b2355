import { CORPUS } from "@/lib/bots/config/testing/corpus";
import { configReferences } from "@/lib/bots/config/config-references";
import { mapsFor } from "@/lib/bots/config/testing/maps-for";
import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import { podTemplate } from "@/lib/bots/config/testing/pod-template";
import { isObject, type JsonObject } from "@/lib/platform/json";

export type CorpusBot = {
  name: string;
  title: string;
  /** As a pipeline would apply it; maps and bots have names of their own, so that all fit into one namespace. */
  template: JsonObject;
  maps: Map<string, MapContent>;
  /** What the next deploy brings: null is a map that is deleted. */
  next: { template: JsonObject; maps: Map<string, MapContent | null> };
};

/** A bot for each pod template of the corpus that an API server takes, with maps that satisfy it. */
export function corpusBots(): CorpusBot[] {
  return CORPUS.filter(({ refused }) => !refused).map(({ title, template: original, references }, index) => {
    const name = `bot-${String(index).padStart(2, "0")}`;
    const own = withOwnMaps(
      original,
      references.map((reference) => reference.name),
      name,
    );
    const template = deployedAs(own, name, "1.1.0");
    const now = configReferences(template);
    const maps = mapsFor(now, 1);
    const later = mapsFor(now, 2);
    const entries = [...later].map(([map, content], at) => [map, edited(content, index + at)] as const);
    const code = index % 3 === 2 ? podTemplate({}) : own;
    return { name, title, template, maps, next: { template: deployedAs(code, name, "1.2.0"), maps: new Map(entries) } };
  });
}

/** References by a name that is the longest possible have it to themselves already. */
function withOwnMaps(template: JsonObject, maps: readonly string[], bot: string): JsonObject {
  const text = maps
    .filter((map) => map.length < 200)
    .reduce((all, map) => all.replaceAll(JSON.stringify(map), JSON.stringify(`${bot}-${map}`)), JSON.stringify(template));
  return JSON.parse(text) as JsonObject;
}

function deployedAs(template: JsonObject, bot: string, version: string): JsonObject {
  const spec = template.spec as JsonObject;
  const containers = (spec.containers as JsonObject[]).map((container) => ({ ...container, image: `omniserve:${version}` }));
  return { ...template, metadata: { labels: { app: bot } }, spec: { ...spec, containers } };
}

/** By turns: edited, deleted, edited without one of its keys, edited with its bytes as text. */
function edited(content: MapContent, turn: number): MapContent | null {
  const { data, binaryData } = content;
  if (turn % 4 === 1) return null;
  if (turn % 4 === 2) return { data: Object.fromEntries(Object.entries(data).slice(1)), binaryData };
  if (turn % 4 === 3) return { data: { ...data, ...texts(binaryData) }, binaryData: {} };
  return content;
}

function texts(binaryData: MapContent["binaryData"]): Record<string, string> {
  return Object.fromEntries(Object.keys(binaryData).map((key) => [key, "no bytes any more"]));
}

/** A Deployment of no pods: what counts here is what they would see. */
export function deploymentOf({ name }: Pick<CorpusBot, "name">, template: JsonObject): JsonObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { replicas: 0, selector: { matchLabels: { app: name } }, template },
  };
}

/** What an API server answers of a list. */
export function itemsOf(body: unknown): JsonObject[] {
  return isObject(body) && Array.isArray(body.items) ? (body.items as JsonObject[]) : [];
}
