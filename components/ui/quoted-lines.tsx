/** What a program wrote, as it wrote it: text and nothing else. Long lines wrap, so that nothing has to be scrolled sideways. */
export function QuotedLines({ lines }: { lines: readonly string[] }) {
  return (
    <pre className="mt-1.5 rounded-lg border border-line bg-sunk px-3 py-2 font-mono text-xs/5 whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
      {lines.join("\n")}
    </pre>
  );
}
