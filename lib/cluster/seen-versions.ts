/**
 * Which version of each object was passed on, so that repeated and late events are not. Deleted objects stay known until the next list.
 * Resource versions of one kind can be compared as integers: https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/5504-comparable-resource-version
 */
export class SeenVersions {
  #versions = new Map<string, string>();

  reset(objects: { uid: string; version: string }[]): void {
    this.#versions = new Map(objects.map(({ uid, version }) => [uid, version]));
  }

  /** Whether this is news; if so it is remembered. */
  isNew(uid: string, version: string): boolean {
    const known = this.#versions.get(uid);
    if (known !== undefined && !isLater(version, known)) return false;
    this.#versions.set(uid, version);
    return true;
  }
}

/** Whether version `a` is later than `b`. What is not a number cannot be compared and counts as later: better twice than never. */
export function isLater(a: string, b: string): boolean {
  if (!/^[1-9]\d*$/.test(a) || !/^[1-9]\d*$/.test(b)) return true;
  return a.length === b.length ? a > b : a.length > b.length;
}
