import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";

/** Says of a cluster that does not answer which one it is and when it was last heard. @throws whatever it was, AppError `cluster-unreachable` with `heardAt` */
export async function orSayWhichCluster<T>(ctx: PlatformCtx, environment: string, question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "cluster-unreachable") throw error;
    const known = await ctx.db.environment.findUnique({ where: { name: environment }, select: { title: true, heardAt: true } });
    if (!known) throw error;
    const { title, heardAt } = known;
    const last = heardAt === null ? "it was never heard" : `it was last heard at ${heardAt.toISOString().slice(11, 19)} UTC`;
    const sentence = `The cluster of ${title} cannot be reached; ${last}. ${error.publicMessage}`;
    throw new AppError("cluster-unreachable", sentence, { cause: error, detail: { heardAt: heardAt?.toISOString() ?? null } });
  }
}
