import { useEffect, useState } from "react";

/** What opens at the press of a button and takes the focus gives it back there when it goes, unless the focus has gone elsewhere meanwhile. */
export function useFocusReturned(): void {
  const [opener] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
    [opener],
  );
}
