import type { DiffGroup, DiffLine, ReleaseDiff, TemplateDiff as Diff } from "@/lib/rollbacks/schemas";
import { ConfigFile } from "./config-file";
import { diffLineText } from "./diff-line-text";
import { DiffRow } from "./diff-row";
import { hiddenPlace } from "./hidden";
import { ShowHidden } from "./show-hidden";

type Props = {
  diff: Diff | ReleaseDiff | Omit<ReleaseDiff, "raw">;
  /** What pods see of ConfigMaps is known on both sides, so that no difference means none. */
  configRecorded?: boolean;
  /** What the two whole templates are called. */
  sides?: { from: string; to: string };
};

const NOW_AND_AFTER = { from: "now", to: "after" };

/** What will change, container by container and file by file; the whole templates are one click away. */
export function TemplateDiff({ diff, configRecorded = false, sides = NOW_AND_AFTER }: Props) {
  const files = "files" in diff ? diff.files : [];
  return (
    <>
      {diff.groups.length === 0 && files.length === 0 ? (
        <p className="rounded-lg border border-line px-3.5 py-2.5 text-sm text-ink-2">
          Nothing that a person would name: only stamps differ.
        </p>
      ) : (
        <div className="overflow-hidden rounded-lg border border-line font-mono text-[0.78125rem] leading-5 [&>*+*]:border-t [&>*+*]:border-line">
          {diff.groups.map((group) => (
            <Group key={`${group.title} ${group.container}`} group={group} />
          ))}
          {files.map((file) => (
            <ConfigFile key={`${file.map} ${file.key}`} file={file} />
          ))}
        </div>
      )}
      {configRecorded && files.length === 0 && <p className="mt-2 text-sm text-ink-2">Nothing differs in config.</p>}
      {"raw" in diff && <WholeTemplates raw={diff.raw} sides={sides} />}
    </>
  );
}

function WholeTemplates({ raw, sides }: { raw: Diff["raw"]; sides: NonNullable<Props["sides"]> }) {
  return (
    <details className="group mt-2 text-sm print:hidden">
      <summary className="inline-flex min-h-11 items-center gap-1.5 rounded-sm text-ink-2 hover:text-ink sm:min-h-7">
        <span aria-hidden className="transition-transform group-open:rotate-90">
          ›
        </span>
        Whole templates as YAML
      </summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        <Raw title={sides.from} yaml={raw.from} />
        <Raw title={sides.to} yaml={raw.to} />
      </div>
    </details>
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
          <Lines key={`${line.what} ${line.key}`} group={group} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Lines({ group, line }: { group: DiffGroup; line: DiffLine }) {
  return (
    <>
      {line.change !== "added" && <Line side="from" group={group} line={line} />}
      {line.change !== "removed" && <Line side="to" group={group} line={line} />}
    </>
  );
}

function Line({ side, group, line }: { side: "from" | "to"; group: DiffGroup; line: DiffLine }) {
  const place = hiddenPlace(group, line, line[side]);
  return (
    <DiffRow sign={side === "from" ? "-" : "+"} text={diffLineText(line, line[side])}>
      {place && (
        <ShowHidden side={side} place={place} words="Show" about={`the value of ${line.key} that ${side === "from" ? "goes" : "comes"}`} />
      )}
    </DiffRow>
  );
}

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
