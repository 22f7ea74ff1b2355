"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queries } from "@/components/live/queries";
import { countedTitle } from "./counted-title";

const TROUBLE_ICON = "/trouble.svg";

/** How many bots fail, where a tab among many shows it: before the title, and in the icon. */
export function TroubleSign() {
  const { data } = useQuery(queries.counts());
  const failing = data?.failing ?? 0;

  useEffect(() => {
    const count = () => {
      const title = countedTitle(document.title, failing);
      if (title !== document.title) document.title = title;
    };
    count();
    // Every page writes its own title, at its own time.
    const observer = new MutationObserver(count);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [failing]);

  useEffect(() => {
    if (failing === 0) return;
    const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].map((link) => ({ link, calm: link.href }));
    for (const { link } of icons) link.href = TROUBLE_ICON;
    return () => {
      for (const { link, calm } of icons) link.href = calm;
    };
  }, [failing]);

  return null;
}
