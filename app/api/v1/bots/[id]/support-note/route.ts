import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { writeSupportNote } from "@/lib/bots/status/write-support-note";

export const PUT = route(operations.writeSupportNote, async ({ ctx, params, body }) =>
  answer(200, await writeSupportNote({ ctx, input: { botId: params.id, ...body } })),
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
