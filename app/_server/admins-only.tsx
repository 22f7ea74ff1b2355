import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";
import { adminNames } from "@/lib/access/admin-names";
import type { PageCtx } from "./page-ctx";

/** Instead of a page that is for admins: why not, and whom to ask. */
export async function AdminsOnly({ ctx, title }: { ctx: PageCtx; title: string }) {
  const names = await adminNames({ ctx });
  return (
    <ProblemScreen title={title} action={<ButtonLink href="/">Go to the fleet</ButtonLink>}>
      Your role is {ctx.actor.role}. {names.length === 0 ? "Ask an admin." : `Ask ${names.join(", or ")}.`}
    </ProblemScreen>
  );
}
