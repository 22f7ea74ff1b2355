import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { listAlarms } from "@/lib/bots/list-alarms";

export const GET = route(operations.listAlarms, async ({ ctx }) => answer(200, await listAlarms({ ctx })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
