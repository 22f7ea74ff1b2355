import { clientAddress } from "@/app/_server/client-address";
import { otherMethods } from "@/app/_server/no-operation";
import { answer } from "@/app/_server/operation";
import { operations } from "@/app/_server/operations";
import { countPublicQuestion } from "@/app/_server/public-status-limit";
import { publicRoute } from "@/app/_server/route";
import { readPublicStatus } from "@/lib/bots/status/read-public-status";
import { AppError } from "@/lib/platform/app-error";

export const GET = publicRoute(operations.readPublicStatus, async ({ ctx, params, request }) => {
  await countPublicQuestion(clientAddress(request));
  const status = await readPublicStatus({ ctx, input: params });
  if (!status) throw new AppError("not-found", "There is nothing at this address. It was never there, or the address is not whole.");
  return answer(200, status);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
