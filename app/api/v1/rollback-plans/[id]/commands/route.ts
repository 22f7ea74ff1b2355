import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { takeCommands } from "@/lib/rollbacks/take-commands";

export const POST = route(operations.takeCommands, async ({ ctx, params }) => answer(200, await takeCommands({ ctx, input: params })));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
