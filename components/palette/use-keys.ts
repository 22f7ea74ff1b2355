"use client";

import { useEffect, useEffectEvent } from "react";

export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Single keys that act, by what they write: never while one types, with a modifier, or under an open dialog or menu. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || !mayAct(event)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function mayAct({ target, defaultPrevented, isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey) return false;
  if (target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=menu]"))) return false;
  return document.querySelector("[role=dialog], [role=menu]") === null;
}
