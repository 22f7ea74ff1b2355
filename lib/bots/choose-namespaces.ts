import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";

/** Where the first admin's answer is kept: which namespaces hold bots, when neither a file nor LASTGOOD_NAMESPACES says so. */
export const CHOSEN_NAMESPACES = "chosen-namespaces";
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Records which namespaces hold bots; `*` is all but the system's own, whatever else is named.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function chooseNamespaces({ ctx, input }: { ctx: Ctx; input: { namespaces: string[] } }): Promise<{ namespaces: string[] }> {
  requirePermission(ctx, "choose-namespaces");
  const namespaces = input.namespaces.includes("*") ? ["*"] : [...new Set(input.namespaces)];
  const wrong = namespaces.filter((name) => name !== "*" && !DNS_LABEL.test(name));
  if (namespaces.length === 0) throw new AppError("bad-input", "Choose at least one namespace. Nothing was changed.");
  if (wrong.length > 0) throw new AppError("bad-input", `Not a namespace: ${wrong.join(", ")}. Nothing was changed.`);

  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.setting.findUnique({ where: { key: CHOSEN_NAMESPACES } });
    await tx.db.setting.upsert({
      where: { key: CHOSEN_NAMESPACES },
      create: { key: CHOSEN_NAMESPACES, value: namespaces },
      update: { value: namespaces },
    });
    await notify(tx, { kind: "settings" });
    await recordAudit(tx, { action: "namespaces.choose", subject: "which namespaces hold bots", before: before?.value, after: namespaces });
  });
  return { namespaces };
}
