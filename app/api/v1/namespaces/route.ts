import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { route } from "@/app/_server/route";
import { chooseNamespaces } from "@/lib/bots/choose-namespaces";
import { listNamespaces } from "@/lib/bots/list-namespaces";

export const GET = route(operations.listNamespaces, async ({ ctx }) => answer(200, await listNamespaces({ ctx })));

export const PUT = route(operations.chooseNamespaces, async ({ ctx, body }) => answer(200, await chooseNamespaces({ ctx, input: body })));

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods("GET", "PUT");
