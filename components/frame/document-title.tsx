"use client";

import { useEffect } from "react";

/** What the tab is called: set in the browser only, because a page that is not signed in yet must name nothing but its screen. */
export function DocumentTitle({ children }: { children: string }) {
  useEffect(() => {
    document.title = children;
  }, [children]);
  return null;
}
