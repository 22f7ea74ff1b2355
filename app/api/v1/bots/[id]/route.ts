import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readBot } from "@/lib/bots/read-bot";

export const GET = route(operations.readBot, async ({ ctx, params }) => answer(200, await readBot({ ctx, input: params })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
