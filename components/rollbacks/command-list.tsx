import { CopyButton } from "@/components/ui/copy-button";

type Props = { commands: { does: string; command: string }[]; script: string };

/** Shell commands to paste, all at once or one by one. */
export function CommandList({ commands, script }: Props) {
  return (
    <>
      <p className="mt-3 mb-3 text-sm text-ink-2">
        Nothing in them is hidden: values of variables and files are there as they are. Whoever runs them needs their own access to the
        cluster.
      </p>
      <CopyButton text={script} className="w-full sm:w-auto">
        Copy all {commands.length}
      </CopyButton>
      <ol className="mt-4 space-y-4">
        {commands.map(({ does, command }, index) => (
          <li key={does}>
            <div className="mb-1.5 flex items-center justify-between gap-3">
              <p>
                {index + 1}. {does}
              </p>
              <CopyButton text={command} label={`Copy: ${does}`}>
                Copy
              </CopyButton>
            </div>
            <pre
              tabIndex={0}
              aria-label={does}
              className="max-h-40 overflow-auto rounded-md border border-line bg-sunk px-3.5 py-2.5 font-mono text-sm"
            >
              {command}
            </pre>
          </li>
        ))}
      </ol>
    </>
  );
}
