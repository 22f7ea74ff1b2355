import { expect, test } from "vitest";
import { aReport } from "../testing/a-report";
import { reportFileName } from "./report-file-name";
import { reportMarkdown } from "./report-markdown";

const PAGE = "https://lastgood.example.com/rollbacks/rb_1/report";

test("is a file that reads well", () => {
  const groups = [
    {
      title: "container bot",
      container: "bot",
      lines: [{ change: "changed" as const, what: "image", key: "image", from: "omniserve:1.2.0", to: "omniserve:1.1.0" }],
    },
  ];
  const hunk = { fromLine: 1, toLine: 1, lines: [{ sign: "+" as const, text: "escalate_above: 0.7" }] };
  const file = { map: "rules", key: "t.yaml", change: "changed" as const, format: "yaml" as const, note: null, hunks: [hunk] };
  const diff = { groups, files: [{ ...file, added: 1, removed: 0, unshown: 0 }] };
  expect(reportMarkdown(aReport({ diff }), PAGE)).toMatchInlineSnapshot(`
    "# OmniServe in Production: from 1.2.0 back to 1.1.0

    Recovered in 38 s, verified for 30 s.

    Why: wrong answers

    Report of <https://lastgood.example.com/rollbacks/rb_1/report>

    ## Times

    - Decide: 14 min 50 s, from the first bad signal to the click

    ## Timeline

    - 2026-01-31 10:15:04 UTC Kim started the rollback to 1.1.0.

    ## What was changed

    \`\`\`diff
      container bot
    - image: omniserve:1.2.0
    + image: omniserve:1.1.0
      t.yaml in ConfigMap rules
    + escalate_above: 0.7
    \`\`\`

    ## People

    - Kim: started the rollback, said why

    ## Open

    - Kim holds 1.2.0 away. Until 2026-01-31 22:15:04 UTC.

    ## What we learned

    Test with real tickets.
    Alert on the share of urgent ones.

    (Lee, 2026-01-31 12:00:00 UTC)
    "
  `);
});

test("says nothing of what is not known", () => {
  const empty = aReport({ spans: [], people: [], followUps: [], lesson: null, diff: null });
  const text = reportMarkdown(empty, PAGE);
  expect(text.match(/^## .*/gm)).toEqual(["## Timeline", "## What was changed"]);
  expect(text).toContain("is not kept any more");
});

test("lets nothing of a cluster become markup", () => {
  const evil = "<script>[x](javascript:1)</script>\n# Fake";
  const { rollback } = aReport();
  const text = reportMarkdown(
    aReport({
      title: evil,
      rollback: { ...rollback, sentence: evil, reason: evil, afterwards: [evil] },
      timeline: [{ at: rollback.startedAt, kind: "step", tone: "bad", sentence: evil }],
      people: [{ name: evil, did: ["said why"] }],
      followUps: [{ sentence: evil, until: null }],
      lesson: { version: 1, text: evil, by: evil, at: rollback.startedAt },
    }),
    PAGE,
  );
  expect(text).not.toMatch(/(^|[^\\])<(?!https:\/\/lastgood\.example\.com)/);
  expect(text).not.toMatch(/(^|[^\\])\[/);
  expect(text.match(/^#+ .*/gm)?.map((line) => line.slice(0, 12))).not.toContain("# Fake");
});

test.each([
  ["omniserve", "2026-01-31-production-omniserve-rb_1.md"],
  ['a"b\r\nx: y/../z', "2026-01-31-production-a-b-x-y-z-rb_1.md"],
])("the file of %j is called %s", (name, expected) => {
  const { rollback } = aReport();
  expect(reportFileName({ ...rollback, bot: { ...rollback.bot, name } })).toBe(expected);
});
