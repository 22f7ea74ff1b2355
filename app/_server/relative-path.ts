/** A path on this host, from what an address bar may hold; anything that a browser could read as another host becomes `/`. */
export function relativePath(value: string | null | undefined): string {
  if (!value?.startsWith("/") || /^\/[/\\]|[\0-\x1f]/.test(value)) return "/";
  const url = new URL(value, "http://here.invalid");
  return url.host === "here.invalid" ? `${url.pathname}${url.search}${url.hash}` : "/";
}
