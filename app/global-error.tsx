"use client";

import "./globals.css";

/** Even the frame could not be shown. Nothing here needs the server: it has just failed. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Not shown · Lastgood</title>
        <main className="page page-narrow py-10 sm:py-16">
          <h1 className="text-2xl font-title tracking-[-0.025em]">Lastgood could not be shown.</h1>
          <p className="mt-2 max-w-xl text-lg text-ink-2">
            Nothing was changed, and rollbacks that run go on. Try again; if it stays so, look at the log of the web process.
          </p>
          <button type="button" onClick={retry} className="mt-6 min-h-11 rounded-md border border-ink bg-ink px-4 font-medium text-paper">
            Try again
          </button>
          <p className="mt-8 max-w-xl text-ink-2">Cannot wait? This goes to the revision before, whether or not that one was good:</p>
          <pre className="mt-2 max-w-xl overflow-x-auto rounded-md border border-line bg-sunk px-3.5 py-2.5 font-mono text-sm">
            kubectl -n NAMESPACE rollout undo deployment/NAME
          </pre>
          {error.digest && <p className="mt-4 text-sm text-ink-3">In the log: {error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
