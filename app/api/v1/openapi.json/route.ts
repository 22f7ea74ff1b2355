import { openApiDocument } from "@/app/_server/open-api-document";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { publicRoute } from "@/app/_server/route";

export const GET = publicRoute(operations.readOpenApi, async () => answer(200, { ...openApiDocument() }));
