import { collect, deployAnew, dropCopy, dropMap, editMap, makeMap, moveTags, restart, setImage, undoByHand } from "./by-others";
import { rollBack } from "./roll-back";
import { twoHalves } from "./two-halves";
import type { Walk } from "./walk";

/** Everything that may happen, by how often. */
export const STEPS: readonly (readonly [weight: number, step: (walk: Walk) => Promise<void>])[] = [
  [6, editMap],
  [1, dropMap],
  [1, makeMap],
  [3, deployAnew],
  [2, setImage],
  [1, restart],
  [2, undoByHand],
  [2, twoHalves],
  [9, rollBack],
  [2, moveTags],
  [2, collect],
  [1, dropCopy],
];
