import { useState } from "react";

/** A choice that shows as soon as it is made: the address that holds it changes a moment after the tap. */
export function useShownAtOnce<T>(value: T): [shown: T, show: (next: T) => void] {
  const [state, setState] = useState({ shown: value, value });
  if (state.value !== value) setState({ shown: value, value });
  return [state.shown, (shown) => setState({ shown, value })];
}
