import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { auditPath, type AuditAsk } from "./audit-ask";

/** The entry that the address names, and how to open one and close it: "back" closes what was opened here, and one opened from elsewhere stays on the page. */
export function useOpenEntry(ask: AuditAsk): { entry: string | null; open: (seq: string) => void; close: () => void } {
  const named = useSearchParams().get("entry");
  const openedHere = useRef(false);
  return {
    entry: named !== null && /^\d{1,18}$/.test(named) ? named : null,
    open: (seq) => {
      openedHere.current = true;
      window.history.pushState(null, "", auditPath(ask, seq));
    },
    close: () => {
      if (openedHere.current) window.history.back();
      else window.history.replaceState(null, "", auditPath(ask));
      openedHere.current = false;
    },
  };
}
