import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readStatus } from "@/lib/bots/status/read-status";

export const GET = route(operations.readStatus, async ({ ctx }) => answer(200, await readStatus({ ctx })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
