import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { verifyAuditPiece } from "@/lib/access/verify-audit-piece";

export const GET = route(operations.verifyAudit, async ({ ctx, query }) => answer(200, await verifyAuditPiece({ ctx, input: query })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
