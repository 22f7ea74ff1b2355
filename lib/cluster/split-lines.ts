import { ClusterError } from "./cluster-error";

const NEWLINE = 0x0a;

/** Lines of a byte stream as they become complete, none longer than `mostBytes`. A last line without its end was cut off and is dropped. */
export async function* splitLines(stream: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]).toString("utf8");
      [begun, size, from] = [[], 0, end + 1];
      if (line.trim() !== "") yield line;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > mostBytes)
      throw new ClusterError("bad-answer", `The cluster sent an object larger than ${mostBytes / 1024 / 1024} MiB.`, { applied: "no" });
    if (rest.length > 0) begun.push(rest);
  }
}
