import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { readRollback } from "@/lib/rollbacks/read-rollback";

export const GET = route(operations.readRollback, async ({ ctx, params }) => answer(200, await readRollback({ ctx, input: params })));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
