import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { changeReason } from "@/lib/rollbacks/change-reason";
import { readRollback } from "@/lib/rollbacks/read-rollback";

export const GET = route(operations.readRollback, async ({ ctx, params }) => answer(200, await readRollback({ ctx, input: params })));

export const PATCH = route(operations.changeReason, async ({ ctx, params, body }) =>
  answer(200, await changeReason({ ctx, input: { id: params.id, ...body } })),
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods("GET", "PATCH");
