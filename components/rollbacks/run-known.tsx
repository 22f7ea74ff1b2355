import type { RollbackJson } from "@/lib/rollbacks/schemas";

/** Where nobody can tell how a run ended: what is known all the same, and what can be done. */
export function RunKnown({ run: { known, toDo } }: { run: RollbackJson }) {
  if (known.length === 0) return null;
  return (
    <div className="mt-4 grid gap-x-8 gap-y-3 rounded-lg border border-line bg-raised p-3.5 text-sm sm:grid-cols-2">
      <Sentences title="What is known" sentences={known} />
      <Sentences title="What you can do" sentences={toDo} />
    </div>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="font-title text-ink-2">{title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence} className="mt-1.5 break-words text-pretty">
          {sentence}
        </p>
      ))}
    </section>
  );
}
