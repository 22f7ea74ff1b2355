import type { ReactNode } from "react";
import { signedInCtx } from "@/app/_server/page-ctx";
import { SettingsNav } from "@/components/settings/settings-nav";
import { may } from "@/lib/access/require-permission";
import { isNamespacesAsked } from "@/lib/bots/is-namespaces-asked";

/** The pages beside each other; each of them checks for itself who may see it. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const ctx = await signedInCtx();
  if (!ctx) return children;
  const asksNamespaces = may(ctx.actor, "choose-namespaces") && (await isNamespacesAsked({ ctx }));
  return (
    <>
      <SettingsNav mayManage={may(ctx.actor, "manage-users")} namespaces={asksNamespaces} />
      {children}
    </>
  );
}
