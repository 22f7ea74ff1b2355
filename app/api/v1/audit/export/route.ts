import { auditFile } from "@/app/_server/audit-file";
import { otherMethods } from "@/app/_server/no-operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { exportAudit } from "@/lib/access/export-audit";

export const GET = route(operations.exportAudit, async ({ ctx, query }) =>
  auditFile(await exportAudit({ ctx, input: query }), query.format, ctx.clock.now()),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
