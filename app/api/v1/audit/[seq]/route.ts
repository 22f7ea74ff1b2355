import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readAuditEntry } from "@/lib/access/read-audit-entry";

export const GET = route(operations.readAuditEntry, async ({ ctx, params }) => answer(200, await readAuditEntry({ ctx, input: params })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
