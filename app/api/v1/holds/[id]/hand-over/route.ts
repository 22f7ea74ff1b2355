import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { handOverHold } from "@/lib/rollbacks/hand-over-hold";

export const POST = route(operations.handOverHold, async ({ ctx, params, body }) =>
  answer(200, await handOverHold({ ctx, input: { id: params.id, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
