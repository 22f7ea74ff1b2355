import type { Metadata } from "next";
import { services } from "@/app/_server/services";
import { Door } from "@/components/access/door";
import { SetUpForm } from "@/components/access/set-up-form";
import { ButtonLink } from "@/components/ui/button-link";
import { readSetupLink } from "@/lib/access/read-setup-link";
import { newId } from "@/lib/platform/ids";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetUpPage({ params }: { params: Promise<{ link: string }> }) {
  const { link: secret } = await params;
  const { db, clock, log } = services();
  const { works } = await readSetupLink({ ctx: { db, clock, log, requestId: newId("req") }, input: { secret } });
  if (!works) {
    return (
      <Door
        title="This set-up link does not work any more."
        words="It was used, replaced by a newer one, or is older than 24 hours. If nobody has an account yet, restart Lastgood: its log shows a fresh link."
      >
        <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
      </Door>
    );
  }
  return (
    <Door title="Be the first admin." words="Nobody has an account yet. This link from the log works once.">
      <SetUpForm secret={secret} />
    </Door>
  );
}
