"use client";

import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { PALETTE_ASKED } from "./ask-for-palette";
import { useKeys } from "./use-keys";

const Palette = dynamic(() => import("./palette").then(({ Palette }) => Palette), { ssr: false });
const KeyList = dynamic(() => import("./key-list").then(({ KeyList }) => KeyList), { ssr: false });

/** The keys that work on every page. What they open is loaded when it is first asked for, so that a phone never pays for it. */
export function PaletteHost() {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const router = useRouter();
  const path = usePathname();
  const { mayRollBack } = usePerson();
  const isBotPage = /^\/bots(\/[^/]+){4}$/.test(path);

  useKeys({ "?": () => setOpen("keys"), r: isBotPage && mayRollBack ? () => router.push(`${path}/rollback`) : undefined });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || event.metaKey === event.ctrlKey) return;
      event.preventDefault();
      setOpen((now) => (now === "palette" ? null : "palette"));
    };
    const onAsked = () => setOpen("palette");
    document.addEventListener("keydown", onKeyDown);
    window.addEventListener(PALETTE_ASKED, onAsked);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      window.removeEventListener(PALETTE_ASKED, onAsked);
    };
  }, []);

  if (open === "palette") return <Palette onClose={() => setOpen(null)} onKeys={() => setOpen("keys")} />;
  return open === "keys" ? <KeyList onClose={() => setOpen(null)} /> : null;
}
