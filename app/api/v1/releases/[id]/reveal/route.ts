import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { revealValue } from "@/lib/bots/reveal-value";

export const POST = route(operations.revealValue, async ({ ctx, params, body }) =>
  answer(200, await revealValue({ ctx, input: { ...body, releaseId: params.id } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
