import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { addUser } from "@/lib/access/add-user";
import { listUsers } from "@/lib/access/list-users";

export const GET = route(operations.listUsers, async ({ ctx }) => answer(200, { items: await listUsers({ ctx }) }));

export const POST = route(operations.addUser, async ({ ctx, body }) => answer(201, await addUser({ ctx, input: body })));

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
