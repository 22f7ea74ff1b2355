import type { JsonObject } from "@/lib/platform/json";
import { maskText } from "@/lib/platform/mask/mask-text";
import { raw } from "./raw";
import type { ObjectEvent } from "./types";

/** A raw Event as ours. Whoever wrote it may have counted up an old one, or made a series of it. */
export function mapEvent(event: JsonObject): ObjectEvent {
  const series = raw.object(event.series);
  const times = [series.lastObservedTime, event.lastTimestamp, event.eventTime, raw.object(event.metadata).creationTimestamp];
  const [, container = null] = /\{([^}]+)\}$/.exec(raw.text(raw.object(event.involvedObject).fieldPath)) ?? [];
  return {
    reason: raw.text(event.reason),
    message: maskText(raw.text(event.message)),
    container,
    at: raw.date(times.find(Boolean)) ?? new Date(0),
  };
}
