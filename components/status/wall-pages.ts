/** What takes the room of a screen: a card in sentences, or several well ones in a row. */
const SAID_ROOM = 3;
const BRIEF_ROOM = 1;
const ROOM = 10;
export const BRIEF_IN_A_ROW = 3;

export type WallPage<T> = { said: T[]; brief: T[] };

/** Shares cards out over pages of a wall screen, in their order: those with something to say in sentences first, the others by name and version. */
export function wallPages<T>(cards: readonly T[], isBrief: (card: T) => boolean): WallPage<T>[] {
  const said = cards.filter((card) => !isBrief(card));
  const brief = cards.filter(isBrief);
  const pages: WallPage<T>[] = [];
  while (said.length > 0 || brief.length > 0) {
    const here = said.splice(0, Math.floor(ROOM / SAID_ROOM));
    const left = ROOM - here.length * SAID_ROOM;
    pages.push({ said: here, brief: said.length > 0 ? [] : brief.splice(0, Math.floor(left / BRIEF_ROOM) * BRIEF_IN_A_ROW) });
  }
  return pages;
}
