/** The address that the request came from, as the nearest proxy saw it: what was written before that, anybody can have written. */
export function clientAddress(request: Request): string {
  return (request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown").slice(0, 64);
}
