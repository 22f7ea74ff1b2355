import type { ConfigFileDiff, DiffGroup } from "../schemas";
import { escapeMarkdown, fenced } from "./markdown";
import type { IncidentReport } from "./schemas";

/** More lines of the difference are on the page. */
const MOST_LINES = 200;

/** A report as a Markdown file, times in UTC. `url`: of its page. */
export function reportMarkdown(report: IncidentReport, url: string): string {
  const { title, rollback, spans, timeline, people, followUps, lesson } = report;
  const sections: [string, string[]][] = [
    ["Times", spans.map(({ name, words, means }) => `- ${name}: ${words}, ${means}`)],
    ["Timeline", timeline.map(({ at, sentence }) => `- ${utc(at)} ${escapeMarkdown(sentence)}`)],
    ["What was changed", [difference(report)]],
    ["People", people.map(({ name, did }) => `- ${escapeMarkdown(name)}: ${did.join(", ")}`)],
    ["Open", followUps.map(({ sentence, until }) => `- ${escapeMarkdown(sentence)}${until === null ? "" : ` Until ${utc(until)}.`}`)],
    [
      "What we learned",
      lesson ? [...lesson.text.split(/\r?\n/).map(escapeMarkdown), "", `(${escapeMarkdown(lesson.by)}, ${utc(lesson.at)})`] : [],
    ],
  ];
  const said = [rollback.sentence, ...rollback.afterwards].map(escapeMarkdown).join(" ");
  const why = rollback.reason === null ? [] : ["", `Why: ${escapeMarkdown(rollback.reason)}`];
  return [
    `# ${escapeMarkdown(title)}`,
    "",
    said,
    ...why,
    "",
    `Report of <${url}>`,
    ...sections.flatMap(([heading, lines]) => (lines.length === 0 ? [] : ["", `## ${heading}`, "", ...lines])),
    "",
  ].join("\n");
}

/** "2026-01-31 10:15:04 UTC" */
function utc(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

function difference({ diff, rollback: { from, to } }: IncidentReport): string {
  if (diff === null) return `What ${escapeMarkdown(from.version)} or ${escapeMarkdown(to.version)} was is not kept any more.`;
  const lines = [...diff.groups.flatMap(groupLines), ...diff.files.flatMap(fileLines)];
  if (lines.length === 0) return "Nothing that a person would name: only stamps differ.";
  const left = lines.length - MOST_LINES;
  return fenced("diff", left > 0 ? [...lines.slice(0, MOST_LINES), `  ${left} more lines are on the page`] : lines);
}

function groupLines({ title, lines }: DiffGroup): string[] {
  const shown = lines.flatMap(({ key, from, to }) => [
    ...(from === null ? [] : [`- ${key}: ${from}`]),
    ...(to === null ? [] : [`+ ${key}: ${to}`]),
  ]);
  return [`  ${title}`, ...shown];
}

function fileLines({ map, key, note, hunks, unshown }: ConfigFileDiff): string[] {
  const name = [key, map === "" ? "other files" : `ConfigMap ${map}`].filter(Boolean).join(" in ");
  return [
    `  ${name}`,
    ...(note === null ? [] : [`  ${note}`]),
    ...hunks.flatMap(({ lines }) => lines.map(({ sign, text }) => `${sign} ${text}`)),
    ...(unshown > 0 ? [`  ${unshown} more differ`] : []),
  ];
}
