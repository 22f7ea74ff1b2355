"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { toggleCompared } from "./compared-rollouts";

const NAME = "compare";

/** Which rollouts are chosen for a comparison; null: nobody compares. It stands in the address, so that it can be passed on. */
export function useCompared() {
  const params = useSearchParams();
  const path = usePathname();
  const said = params.get(NAME);
  const chosen = said === null ? null : said.split(",").filter(Boolean);

  const write = (next: readonly string[] | null) => {
    const rest = new URLSearchParams(params);
    rest.delete(NAME);
    const query = [rest.toString(), next && `${NAME}=${next.map(encodeURIComponent).join(",")}`].filter(Boolean).join("&");
    window.history.replaceState(null, "", `${path}${query && `?${query}`}${window.location.hash}`);
  };
  return { chosen, start: () => write([]), stop: () => write(null), toggle: (id: string) => write(toggleCompared(chosen ?? [], id)) };
}
