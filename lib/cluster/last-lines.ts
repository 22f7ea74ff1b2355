import { maskText } from "@/lib/platform/mask/mask-text";
import { podLogPath } from "./api-paths";
import { refusal } from "./expect-answer";
import type { HttpClient } from "./http-client";

const SHOWN_LINES = 5;
/** More is read than is shown: a key that goes over many lines is known by its first. */
const READ_LINES = 60;
const MOST_BYTES = 262_144;
const LONGEST_LINE = 200;
const TIMEOUT_MS = 2_000;

/** The last lines that a container wrote before it ended, masked. */
export async function lastLines(
  http: HttpClient,
  { namespace, pod, container }: { namespace: string; pod: string; container: string },
): Promise<string[]> {
  const answer = await http.call({
    method: "GET",
    path: podLogPath({ namespace, pod }),
    query: { container, previous: "true", tailLines: String(READ_LINES), limitBytes: String(MOST_BYTES) },
    expects: "text",
    safe: true,
    timeoutMs: TIMEOUT_MS,
  });
  if (answer.status !== 200 || typeof answer.body !== "string") throw refusal(answer, "no");
  return maskText(plain(answer.body))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-SHOWN_LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).replace(/\p{Surrogate}$/u, "")}…` : line));
}

/** Without colours, and without what moves the cursor or turns the text round. */
function plain(text: string): string {
  return text
    .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => (character === "\n" ? "\n" : character === "\t" ? " " : ""));
}
