import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";

export const metadata: Metadata = { title: "Not there" };

export default function NotFound() {
  return (
    <ProblemScreen title="There is nothing at this address." action={<ButtonLink href="/">Go to the fleet</ButtonLink>}>
      It was never there, or the address is not whole. Nothing was changed.
    </ProblemScreen>
  );
}
