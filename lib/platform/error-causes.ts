/** What hangs on the errors of Prisma, its pg adapter, pg and the network. */
export type ErrorFacts = {
  name?: string;
  code?: string;
  message?: string;
  meta?: { code?: string; driverAdapterError?: unknown };
  kind?: string;
  originalCode?: string;
  constraint?: { index?: string };
};

const DEEPEST = 8;

/** An error and everything it was caused by, outermost first: one failure wears different clothes depending on where it was noticed. */
export function errorCauses(error: unknown): ErrorFacts[] {
  const found: ErrorFacts[] = [];
  const visit = (value: unknown, depth: number) => {
    if (typeof value !== "object" || value === null || depth > DEEPEST) return;
    const facts = value as ErrorFacts & { cause?: unknown; errors?: unknown };
    found.push(facts);
    visit(facts.cause, depth + 1);
    visit(facts.meta?.driverAdapterError, depth + 1);
    if (Array.isArray(facts.errors)) for (const each of facts.errors) visit(each, depth + 1);
  };
  visit(error, 0);
  return found;
}
