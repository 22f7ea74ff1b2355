import type { DiffGroup, DiffLine, TemplateDiff as Diff } from "@/lib/rollbacks/schemas";

/** What will change, container by container; the whole templates are one click away. */
export function TemplateDiff({ diff }: { diff: Diff }) {
  return (
    <>
      {diff.groups.length === 0 ? (
        <p className="rounded-lg border border-line px-3.5 py-2.5 text-sm text-ink-2">
          Nothing that a person would name: only stamps differ.
        </p>
      ) : (
        <div className="overflow-hidden rounded-lg border border-line font-mono text-[0.78125rem] leading-5 [&>*+*]:border-t [&>*+*]:border-line">
          {diff.groups.map((group) => (
            <Group key={`${group.title} ${group.container}`} group={group} />
          ))}
        </div>
      )}
      <details className="group mt-2 text-sm">
        <summary className="inline-flex min-h-11 items-center gap-1.5 rounded-sm text-ink-2 hover:text-ink sm:min-h-7">
          <span aria-hidden className="transition-transform group-open:rotate-90">
            ›
          </span>
          Whole templates as YAML
        </summary>
        <div className="mt-2 grid gap-3 sm:grid-cols-2">
          <Raw title="now" yaml={diff.raw.from} />
          <Raw title="after" yaml={diff.raw.to} />
        </div>
      </details>
    </>
  );
}

function Group({ group }: { group: DiffGroup }) {
  const kinds = [...new Set(group.lines.map(({ what }) => what))];
  return (
    <section aria-label={group.title}>
      <h3 className="flex justify-between gap-4 bg-sunk px-3.5 py-1.5 font-sans text-xs font-medium text-ink-2">
        <span className="break-all">{group.title}</span>
        <span className="flex-none font-normal">{kinds.length > 3 ? `${group.lines.length} lines` : kinds.join(", ")}</span>
      </h3>
      <ul>
        {group.lines.map((line) => (
          <Lines key={`${line.what} ${line.key}`} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Lines({ line }: { line: DiffLine }) {
  return (
    <>
      {line.change !== "added" && <Line sign="−" said="goes" className="bg-del" text={lineText(line, line.from)} />}
      {line.change !== "removed" && <Line sign="+" said="comes" className="bg-add" text={lineText(line, line.to)} />}
    </>
  );
}

function Line({ sign, said, className, text }: { sign: string; said: string; className: string; text: string }) {
  return (
    <li className={`grid grid-cols-[1.1rem_minmax(0,1fr)] py-px pr-3.5 pl-3 ${className}`}>
      <span aria-hidden className="select-none">
        {sign}
      </span>
      <span className="break-words whitespace-pre-wrap">
        <span className="sr-only">{said}: </span>
        {text}
      </span>
    </li>
  );
}

/** As people write it: `NAME=value` for env, the bare image, `key: value` for the rest. */
function lineText({ what, key }: DiffLine, value: string | null): string {
  if (what === "env") return value === null ? key : `${key}=${value}`;
  if (what === "image") return `image: ${value ?? ""}`;
  const name = key === "" || key === what ? what : NAMED_ALONE.includes(what) ? key : `${what} ${key}`;
  return value === null ? name : `${name}: ${value}`;
}

const NAMED_ALONE = ["resources", "other"];

function Raw({ title, yaml }: { title: string; yaml: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-xs text-ink-2">{title}</figcaption>
      <pre
        tabIndex={0}
        aria-label={`Template ${title}`}
        className="max-h-80 overflow-auto rounded-md border border-line bg-sunk p-3 font-mono text-xs leading-4.5"
      >
        {yaml}
      </pre>
    </figure>
  );
}
