import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readRelease } from "@/lib/bots/read-release";

export const GET = route(operations.readRelease, async ({ ctx, params }) =>
  answer(200, await readRelease({ ctx, input: { botId: params.id, releaseId: params.releaseId } })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
