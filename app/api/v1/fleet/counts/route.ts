import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { countFleet } from "@/lib/bots/count-fleet";

export const GET = route(operations.countFleet, async ({ ctx }) => answer(200, await countFleet({ ctx })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
