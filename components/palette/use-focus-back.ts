"use client";

import { useState } from "react";

/** Gives the focus back to where it was before a dialog opened that no button of its own opened. */
export function useFocusBack(): (event: Event) => void {
  const [before] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
}
