import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { markRelease } from "@/lib/bots/mark-release";

export const POST = route(operations.markRelease, async ({ ctx, params, body }) =>
  answer(200, await markRelease({ ctx, input: { botId: params.id, releaseId: params.releaseId, ...body } })),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
