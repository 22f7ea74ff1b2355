import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { abortRollback } from "@/lib/rollbacks/abort-rollback";

export const POST = route(operations.abortRollback, async ({ ctx, params, body }) =>
  answer(200, await abortRollback({ ctx, input: { id: params.id, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
