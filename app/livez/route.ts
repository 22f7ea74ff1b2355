export const dynamic = "force-dynamic";

/** The process answers; that is all this says. */
export function GET(): Response {
  return new Response("ok\n", { headers: { "cache-control": "no-store" } });
}
