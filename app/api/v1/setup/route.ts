import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { publicRoute } from "@/app/_server/route";
import { completeSetup } from "@/lib/access/complete-setup";

export const POST = publicRoute(operations.completeSetup, async ({ ctx, body }) => answer(201, await completeSetup({ ctx, input: body })));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
