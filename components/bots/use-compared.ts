"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { toggleCompared } from "./compared-rollouts";

const NAME = "compare";

/** Which rollouts are chosen for a comparison; null: nobody compares. It stands in the address too, so that it can be passed on. */
export function useCompared() {
  const said = useSearchParams().get(NAME);
  const [chosen, setChosen] = useState(() => said?.split(",").filter(Boolean) ?? null);

  /** The address follows: a box that waited for the router would not show its tick at once. */
  const choose = (next: string[] | null) => {
    setChosen(next);
    const { pathname, search, hash } = window.location;
    const rest = new URLSearchParams(search);
    rest.delete(NAME);
    const query = [rest.toString(), next && `${NAME}=${next.map(encodeURIComponent).join(",")}`].filter(Boolean).join("&");
    window.history.replaceState(null, "", `${pathname}${query && `?${query}`}${hash}`);
  };
  return { chosen, start: () => choose([]), stop: () => choose(null), toggle: (id: string) => choose(toggleCompared(chosen ?? [], id)) };
}
