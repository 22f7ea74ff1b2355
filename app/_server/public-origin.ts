/** Where this request's browser thinks it is: the configured origin, or the one it used. */
export function publicOrigin(request: Request, configured: string | null): string {
  if (configured !== null) return configured;
  const { protocol, host } = new URL(request.url);
  const first = (name: string) => request.headers.get(name)?.split(",")[0]?.trim();
  return `${first("x-forwarded-proto") ?? protocol.slice(0, -1)}://${first("x-forwarded-host") ?? first("host") ?? host}`;
}
