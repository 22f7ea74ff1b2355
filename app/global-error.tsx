"use client";

export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Not shown · Lastgood</title>
        <main>
          <h1>Lastgood could not be shown.</h1>
          <p>Nothing was changed, and rollbacks that run go on. Try again; if it stays so, look at the log of the web process.</p>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
