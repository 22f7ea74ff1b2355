import type { LiveMap } from "./fleet";

/** Copy → what it held when it was first seen. */
export type Copies = Map<string, string>;

const NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Of all that is not somebody's own map. @throws where one is no copy, can be edited, or holds something else than one of its name did before */
export function copiesAreWhole(known: Copies, maps: ReadonlyMap<string, LiveMap>): void {
  for (const [name, { data, binaryData, immutable }] of maps) {
    if (!/-lg-[0-9a-f]{16}$/.test(name) || !NAME.test(name)) throw new Error(`ConfigMap ${name} is nobody's, and no name of a copy`);
    if (!immutable) throw new Error(`copy ${name} can be edited`);
    const content = JSON.stringify([Object.entries(data).sort(), Object.entries(binaryData).sort()]);
    const former = known.get(name);
    if (former !== undefined && former !== content) throw new Error(`copy ${name} held ${former} and holds ${content}`);
    known.set(name, content);
  }
}
