import { fork, type ChildProcess } from "node:child_process";
import { tcpProxy, type Fate } from "@/lib/platform/testing/tcp-proxy";
import type { FromClicker, ToClicker } from "./click-process";
import { kubeconfigThrough } from "./kubeconfig-through";

/** What the process sends first on one of its lines: where it is, as far as a stranger can read it. */
export type Boundary = { line: "database" | "cluster"; words: string };
/** `before`: the nth chunk does not leave the process any more. `after`: it arrives, and its answer comes back to nobody. */
export type Moment = { chunk: number; mode: "before" | "after" };
export type Died = { boundaries: Boundary[]; wasKilled: boolean; said: FromClicker | null };

export type Place = { program: string; databaseUrl: string; server: string; kubeconfig: string; dir: string };

/** An answer that does not come in this time was never to come: not every chunk has one. */
const NO_ANSWER_MS = 400;

/** Has a process of its own click, and kills it with -9 at the moment; `null`: it may finish. */
export async function clickUntilKilled(place: Place, click: { planId: string; typedName: string }, moment: Moment | null): Promise<Died> {
  const boundaries: Boundary[] = [];
  let child = undefined as ChildProcess | undefined;
  let isClicking = false;
  let wasKilled = false;
  const kill = () => {
    wasKilled = true;
    child?.kill("SIGKILL");
  };
  const gate =
    (line: Boundary["line"]) =>
    (chunk: Buffer): Fate => {
      if (!isClicking) return "pass";
      if (wasKilled) return "keep";
      boundaries.push({ line, words: wordsOf(chunk) });
      if (moment === null || boundaries.length !== moment.chunk) return "pass";
      if (moment.mode === "before") {
        kill();
        return "keep";
      }
      setTimeout(kill, NO_ANSWER_MS);
      return { kind: "keep-answer", onAnswer: kill };
    };
  const [database, cluster] = await Promise.all([
    tcpProxy(place.databaseUrl, { gate: gate("database") }),
    tcpProxy(place.server, { gate: gate("cluster") }),
  ]);
  try {
    child = fork(place.program, [], { stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: [] });
    const kubeconfig = kubeconfigThrough(place.kubeconfig, place.server, cluster.url, place.dir);
    await open(child, { kind: "open", databaseUrl: database.url, kubeconfig });
    isClicking = true;
    const said = await ask(child, { kind: "click", ...click });
    return { boundaries: [...boundaries], wasKilled, said };
  } finally {
    child?.kill("SIGKILL");
    await Promise.all([database.close(), cluster.close()]);
  }
}

/** On a machine that is busy with other tests, the product's own limits for opening a connection may pass. */
async function open(child: ChildProcess, message: ToClicker): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(child, message);
    if (answer?.kind === "ready") return;
    if (attempt === 5 || !answer) throw new Error(`the process did not start: ${JSON.stringify(answer)}`);
  }
}

/** What the process answers; null where it is gone before. */
function ask(child: ChildProcess, message: ToClicker): Promise<FromClicker | null> {
  return new Promise((resolve) => {
    child.once("message", (answer) => resolve(answer as FromClicker));
    child.once("exit", () => resolve(null));
    child.send(message, () => undefined);
  });
}

const STATEMENT =
  /\b(BEGIN|COMMIT|ROLLBACK|insert into "\w+"|update "\w+"|(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[^"]{0,20}"public"\."\w+")|^([A-Z]+ \/\S*)/i;

function wordsOf(chunk: Buffer): string {
  return STATEMENT.exec(chunk.toString("latin1"))?.[0].slice(0, 120) ?? `${chunk.length} bytes`;
}
