import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readWatchfulness } from "@/lib/bots/read-watchfulness";

export const GET = route(operations.readWatchfulness, async ({ ctx }) => answer(200, await readWatchfulness({ ctx })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
