import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { extendHold } from "@/lib/rollbacks/extend-hold";

export const POST = route(operations.extendHold, async ({ ctx, params, body }) =>
  answer(200, await extendHold({ ctx, input: { id: params.id, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
