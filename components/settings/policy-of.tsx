import { CopyButton } from "@/components/ui/copy-button";
import { QuotedLines } from "@/components/ui/quoted-lines";
import { policyWords, policyYaml, type Policy } from "./policy-words";

/** The rules of one environment: what holds, what it means, and the lines that say the same. */
export function PolicyOf({ title, policy }: { title: string; policy: Policy }) {
  const yaml = policyYaml(policy);
  const id = `policy-${policy.name}`;
  return (
    <section aria-labelledby={id} className="mt-8 border-t border-line pt-5">
      <h2 id={id} className="text-xl font-title tracking-[-0.02em]">
        {title}
      </h2>
      <dl className="mt-3 grid gap-x-6 gap-y-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {policyWords(policy).map(({ key, title: what, says, means }) => (
          <div key={key} className="contents">
            <dt className="text-sm text-ink-2 max-sm:-mb-2">{what}</dt>
            <dd className="min-w-0">
              {says}
              <span className="block text-sm text-ink-2">{means}</span>
            </dd>
          </div>
        ))}
      </dl>
      <details className="mt-4">
        <summary className="inline-flex min-h-11 items-center text-sm text-ink-2 underline decoration-line-2 underline-offset-4 hover:text-ink sm:min-h-8">
          As lines of lastgood.yaml
        </summary>
        <QuotedLines lines={yaml.split("\n")} />
        <CopyButton text={yaml} label={`Copy the lines of ${title}`} className="mt-2">
          Copy
        </CopyButton>
      </details>
    </section>
  );
}
