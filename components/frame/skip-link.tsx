export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-40 focus:rounded-md focus:border focus:border-line-2 focus:bg-raised focus:px-4 focus:py-2 focus:shadow-layer"
    >
      Skip to the content
    </a>
  );
}
