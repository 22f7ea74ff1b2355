import { isObject, type JsonObject } from "@/lib/platform/json";
import { editedContent, freshContent } from "./contents";
import { MAPS, OPTED_OUT, SHAPES, type Shape } from "./shapes";
import type { Walk, WalkedBot } from "./walk";

const VERSIONS = ["1.0.0", "1.1.0", "latest"];
const RESTORED = "lastgood.dev/restored";
const RESTARTED = "kubectl.kubernetes.io/restartedAt";

export async function editMap(walk: Walk): Promise<void> {
  const map = walk.random.pick([...walk.originals.keys()].concat(OPTED_OUT));
  const content = editedContent(walk.originals.get(map) ?? { data: {}, binaryData: {} }, walk.random);
  walk.say(`edit ${map}: ${JSON.stringify(content)}`);
  await walk.put(map, content);
}

export async function dropMap(walk: Walk): Promise<void> {
  const map = walk.random.pick(MAPS.filter((name) => name !== OPTED_OUT));
  walk.say(`delete ${map}`);
  await walk.drop(map);
}

export async function makeMap(walk: Walk): Promise<void> {
  const missing = MAPS.find((name) => !walk.originals.has(name));
  if (!missing) return editMap(walk);
  const content = freshContent(walk.random);
  walk.say(`make ${missing}: ${JSON.stringify(content)}`);
  await walk.put(missing, content);
}

export async function freshDeploy(walk: Walk, bot: WalkedBot) {
  const shape = walk.random.pick(SHAPES);
  const version = walk.random.pick(VERSIONS);
  return { shape, version, template: await walk.fleet.asHeld(templateOf(shape, version, bot)) };
}

/** As a pipeline does it; `apply` leaves annotations that it does not know of. */
export async function deployAnew(walk: Walk, bot = walk.random.pick(walk.bots)): Promise<void> {
  const { shape, version, template } = await freshDeploy(walk, bot);
  const { templates } = await walk.fleet.look();
  const former = annotationsOf(templates.get(bot.name) ?? {})[RESTORED];
  const carried = former !== undefined && walk.random.chance(0.4);
  walk.say(`deploy ${bot.name} ${version} of shape ${SHAPES.indexOf(shape)}${carried ? ", what was restored still written on it" : ""}`);
  await walk.deploy(bot, template, shape.maps, carried ? annotated(template, RESTORED, former) : template);
}

/** `kubectl set image`: all else of the live template stays, copies too. */
export async function setImage(walk: Walk): Promise<void> {
  const bot = walk.random.pick(walk.bots);
  const image = `omniserve:${walk.random.pick(VERSIONS)}`;
  const { templates } = await walk.fleet.look();
  walk.say(`set the image of ${bot.name} to ${image}`);
  await walk.deploy(bot, withImage(bot.template, image), bot.maps, withImage(templates.get(bot.name) ?? {}, image));
}

export async function restart(walk: Walk): Promise<void> {
  const bot = walk.random.pick(walk.bots);
  const { templates } = await walk.fleet.look();
  walk.say(`restart ${bot.name}`);
  await walk.deploy(bot, bot.template, bot.maps, annotated(templates.get(bot.name) ?? {}, RESTARTED, walk.fleet.now().toISOString()));
}

/** `kubectl rollout undo`, also to a template that refers to copies. */
export async function undoByHand(walk: Walk): Promise<void> {
  const bot = walk.random.pick(walk.bots);
  const raw = walk.random.pick(await walk.fleet.remembered(bot.name));
  const known = bot.deployed.get(JSON.stringify(raw));
  if (!known) return;
  walk.say(`kubectl undo ${bot.name} to ${JSON.stringify(raw)}`);
  await walk.deploy(bot, known.template, known.maps, raw);
}

export async function moveTags(walk: Walk): Promise<void> {
  walk.say("push other images under the same tags");
  walk.fleet.moveTags();
}

/** Copies go that nothing refers to; no pod may notice. */
export async function collect(walk: Walk): Promise<void> {
  await walk.fleet.pass(700);
  const before = await sights(walk);
  walk.say("collect copies");
  await walk.fleet.collect();
  if (JSON.stringify(before) !== JSON.stringify(await sights(walk))) throw new Error("a copy was collected that pods need");
}

/** Somebody tidies up by hand. */
export async function dropCopy(walk: Walk): Promise<void> {
  const { maps } = await walk.fleet.look();
  const copies = [...maps.keys()].filter((name) => !walk.originals.has(name));
  if (copies.length === 0) return;
  const copy = walk.random.pick(copies);
  walk.say(`delete copy ${copy}`);
  await walk.fleet.drop(copy);
}

async function sights(walk: Walk): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const bot of walk.bots) all.push((await walk.running(bot)).meaning);
  return all;
}

export function templateOf({ template }: Shape, version: string, bot: WalkedBot): JsonObject {
  return { ...template(`omniserve:${version}`), metadata: { labels: { app: bot.name } } };
}

function withImage(template: JsonObject, image: string): JsonObject {
  const spec = isObject(template.spec) ? template.spec : {};
  const swapped = ["containers", "initContainers"].flatMap((list) =>
    Array.isArray(spec[list]) ? [[list, (spec[list] as JsonObject[]).map((container) => ({ ...container, image }))] as const] : [],
  );
  return { ...template, spec: { ...spec, ...Object.fromEntries(swapped) } };
}

function annotationsOf({ metadata }: JsonObject): Record<string, string> {
  return isObject(metadata) && isObject(metadata.annotations) ? (metadata.annotations as Record<string, string>) : {};
}

function annotated(template: JsonObject, key: string, value: string): JsonObject {
  const metadata = isObject(template.metadata) ? template.metadata : {};
  return { ...template, metadata: { ...metadata, annotations: { ...annotationsOf(template), [key]: value } } };
}
