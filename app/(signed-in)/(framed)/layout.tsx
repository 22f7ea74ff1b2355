import type { ReactNode } from "react";
import { signedInCtx } from "@/app/_server/page-ctx";
import { AlarmBanner } from "@/components/frame/alarm-banner";
import { SiteHeader } from "@/components/frame/site-header";
import { PaletteHost } from "@/components/palette/palette-host";
import { WatchNotices } from "@/components/frame/watch-notices";

export default async function FramedLayout({ children }: { children: ReactNode }) {
  if (!(await signedInCtx())) return children;
  return (
    <>
      <SiteHeader />
      <AlarmBanner />
      <WatchNotices />
      {children}
      <PaletteHost />
    </>
  );
}
