import { openApiDocument } from "@/app/_server/open-api-document";
import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { publicRoute } from "@/app/_server/route";

export const GET = publicRoute(operations.readOpenApi, async () => answer(200, { ...openApiDocument() }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
