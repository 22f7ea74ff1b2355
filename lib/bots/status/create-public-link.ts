import { randomBytes } from "node:crypto";
import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { hashSecret } from "@/lib/access/token-secret";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import { publicLinkJson } from "./public-link-json";
import { CreatePublicLinkInput, type CreatedPublicLink } from "./schemas";

const SECRET_BYTES = 24;

/**
 * Makes a link to the status of an environment that works without signing in. Its path is given back once; only a hash of its 192 random bits is kept.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`
 */
export async function createPublicLink({ ctx, input }: { ctx: Ctx; input: CreatePublicLinkInput }): Promise<CreatedPublicLink> {
  requirePermission(ctx, "manage-public-links");
  const { environment: name } = CreatePublicLinkInput.parse(input);
  const secret = randomBytes(SECRET_BYTES).toString("hex");

  return inTransaction(ctx, async (tx) => {
    const environment = await tx.db.environment.findUnique({ where: { name }, select: { title: true } });
    if (!environment) throw new AppError("not-found", `There is no environment ${name}. Nothing was changed.`);
    const created = await tx.db.publicLink.create({
      data: { id: newId("link"), environmentName: name, hash: hashSecret(secret), createdBy: tx.actor, createdAt: tx.clock.now() },
    });
    await recordAudit(tx, { action: "public-link.create", subject: environment.title, after: { id: created.id, environment: name } });
    return { link: publicLinkJson(created), path: `/status/public/${secret}` };
  });
}
