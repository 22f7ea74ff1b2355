import type { Stack } from "@/e2e/support/stack";
import { waitUntil } from "@/e2e/support/wait-until";
import { deploy } from "@/e2e/support/workloads";
import { personWithButton } from "./person-with-button";

const WARM_UP = 3;
const SINGLES = 20;
const AT_ONCE = 50;

export type ManyAtOnce = {
  /** ms each. */
  singles: number[];
  atOnce: number[];
  /** That the product had opened to the API server before the clicks, and after them. */
  connections: [before: number, after: number];
};

/** Times clicks one after the other, then fifty bots at once. */
export async function manyAtOnce(stack: Stack): Promise<ManyAtOnce> {
  const names = Array.from({ length: WARM_UP + SINGLES + AT_ONCE }, (_, index) => `many-${String(index).padStart(3, "0")}`);
  for (const version of ["1.1.0", "1.2.0"]) {
    for (const name of names) await deploy(stack, { name, version, replicas: 1 });
    const good = version === "1.1.0" ? { knownGoodAt: { not: null } } : {};
    const where = { until: null, release: { version, ...good }, bot: { verdict: "healthy", name: { in: names } } };
    await waitUntil(`${version} everywhere`, async () => (await stack.db.rollout.count({ where })) === names.length, 180_000);
  }
  const { post, close } = await personWithButton(stack, AT_ONCE);
  const planIds = new Map<string, string>();
  for (const name of names) {
    const { id } = await stack.db.bot.findFirstOrThrow({ where: { name } });
    planIds.set(name, (await post(`/api/v1/bots/${id}/rollback-plans`, {})).id);
  }
  const click = async (name: string) => {
    const start = performance.now();
    await post("/api/v1/rollbacks", { planId: planIds.get(name) });
    return performance.now() - start;
  };
  const before = stack.connections();
  const singles: number[] = [];
  for (const name of names.slice(0, WARM_UP + SINGLES)) singles.push(await click(name));
  const atOnce = await Promise.all(names.slice(WARM_UP + SINGLES).map(click));
  const after = stack.connections();
  await close();
  return { singles: singles.slice(WARM_UP), atOnce, connections: [before, after] };
}
