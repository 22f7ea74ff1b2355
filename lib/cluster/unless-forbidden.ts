import { ClusterError } from "./cluster-error";

/** What the cluster answers; null where Lastgood has no right to know. @throws ClusterError */
export async function unlessForbidden<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof ClusterError && error.reason === "forbidden") return null;
    throw error;
  }
}
