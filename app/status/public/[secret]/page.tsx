import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { clientAddress } from "@/app/_server/client-address";
import { countPublicQuestion } from "@/app/_server/public-status-limit";
import { services } from "@/app/_server/services";
import { QueryProvider } from "@/components/live/query-provider";
import { PublicStatusScreen } from "@/components/status/public-status";
import { RenderedAtProvider } from "@/components/time/rendered-at";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { readPublicStatus } from "@/lib/bots/status/read-public-status";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";

export const metadata: Metadata = { title: "Status", referrer: "no-referrer" };

type Asked = { params: Promise<{ secret: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** For whoever has the link: nobody is signed in here, and nothing else is opened by it. */
export default async function PublicStatusRoute({ params, searchParams }: Asked) {
  const { secret } = await params;
  const { wall } = await searchParams;
  if (!(await mayAsk())) {
    return (
      <ProblemScreen title="Too many questions from this address." action={null}>
        Wait a minute, then open this page again.
      </ProblemScreen>
    );
  }
  const { db, clock, log } = services();
  const first = await readPublicStatus({ ctx: { db, clock, log, requestId: newId("req") }, input: { secret } });
  if (!first) notFound();
  return (
    <RenderedAtProvider at={clock.now().getTime()}>
      <QueryProvider>
        <PublicStatusScreen secret={secret} wall={wall === "1"} first={first} />
      </QueryProvider>
    </RenderedAtProvider>
  );
}

async function mayAsk(): Promise<boolean> {
  try {
    await countPublicQuestion(clientAddress(new Request("http://page.invalid", { headers: await headers() })));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate-limited") return false;
    throw error;
  }
}
