import { readFile, stat } from "node:fs/promises";
import { ClusterError } from "./cluster-error";
import { misconfigured } from "./misconfigured";

const MOST_BYTES = 4 * 1024 * 1024;

/** Reads the text file that is `what` ("kubeconfig", "token file"). What is wrong is said with the file's name, never with its content. */
export async function readConfigFile(file: string, what: string): Promise<string> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw misconfigured(`${file} is a folder: name the ${what} inside it`);
    if (!found.isFile()) throw misconfigured(`${file} is not an ordinary file, so it is no ${what}`);
    if (found.size > MOST_BYTES) throw misconfigured(`${file} is too large for a ${what} (${Math.ceil(found.size / 1024 / 1024)} MiB)`);
    const text = await readFile(file, "utf8");
    if (text.trim() === "") throw misconfigured(`The ${what} ${file} is empty`);
    if (/[\0\uFFFD]/.test(text)) throw misconfigured(`${file} is not text, so it is no ${what}`);
    return text;
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") throw misconfigured(`There is no ${what} at ${file}`);
    if (code === "EACCES" || code === "EPERM")
      throw misconfigured(`Lastgood may not read the ${what} ${file}: check its owner and permissions`);
    throw misconfigured(`The ${what} ${file} cannot be read (${code})`);
  }
}
