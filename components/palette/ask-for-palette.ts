/** Heard by whatever shows the palette on this page. */
export const PALETTE_ASKED = "lastgood:palette";

/** Opens the palette from anywhere on the page. */
export function askForPalette(): void {
  window.dispatchEvent(new Event(PALETTE_ASKED));
}
