import type { BotCtx } from "@/lib/bots/ctx";
import type { MapContent } from "@/lib/bots/config/testing/pod-sight";
import type { JsonObject } from "@/lib/platform/json";

export type LiveMap = MapContent & { uid: string; version: string; immutable: boolean };
export type Sight = { templates: Map<string, JsonObject>; maps: Map<string, LiveMap> };

/** A few bots in a namespace, and those who deploy them: all that happens outside of Lastgood. */
export type Fleet = {
  bots: readonly string[];
  /** The one map that its owner has opted out. */
  optedOut: string;
  /** A ctx as one request of an operator has it. */
  ctx(): BotCtx;
  now(): Date;
  /** Time goes by as told; where it does not, deploys of moments ago settle whatever the walk does. */
  isTimeOurs: boolean;
  pass(seconds: number): Promise<void>;
  look(): Promise<Sight>;
  /** A template as the cluster will hold it, with its defaults. */
  asHeld(template: JsonObject): Promise<JsonObject>;
  deploy(bot: string, template: JsonObject): Promise<void>;
  put(map: string, content: MapContent): Promise<void>;
  drop(map: string): Promise<void>;
  /** Templates that the cluster remembers of a bot, for `kubectl rollout undo`. */
  remembered(bot: string): Promise<JsonObject[]>;
  /** Somebody pushes another image under the tags that there are. */
  moveTags(): void;
  /** Has what is live recorded; which release that is. */
  observe(bot: string): Promise<{ botId: string; releaseId: string }>;
  /** Takes a run further, as the worker would; where time is ours it may see ConfigMaps as they were before the last step. */
  advance(rollbackId: string, sees?: "all" | "former-maps"): Promise<void>;
  collect(): Promise<void>;
  /** Image digests that the pods of a bot run now; none while they do not. */
  running(bot: string): Promise<Set<string>>;
  /** Does this when the next write of a rollback arrives, just before it is looked at. False: nobody can be that quick here. */
  atNextSwitch(bot: string, act: () => void): boolean;
};
