import { ButtonLink } from "@/components/ui/button-link";
import { ProblemScreen } from "@/components/ui/problem-screen";

/** Two releases that cannot be compared, because what one of them was cannot be read. */
export function ComparisonRefused({ why }: { why: string }) {
  return (
    <ProblemScreen title="These two cannot be compared." action={<ButtonLink href="/">All bots</ButtonLink>}>
      {why}
    </ProblemScreen>
  );
}
