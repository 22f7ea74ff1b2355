"use client";

import { startTransition, useContext, useId, useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { Button } from "@/components/ui/button";
import type { ConfigFileDiff } from "@/lib/rollbacks/schemas";
import { Compared } from "./compared";
import { aboutFile, count, placeOf, unshownWords } from "./config-file-words";
import { DiffRow } from "./diff-row";
import { firstLines } from "./first-lines";
import { hiddenSides } from "./hidden";
import { ShowHidden } from "./show-hidden";

const MOST_LINES = 60;

/** One file of a ConfigMap that differs, line by line; a long one is opened by a button. What is out of view is not laid out, and opening holds up no tap. */
export function ConfigFile({ file }: { file: ConfigFileDiff }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { shown, total } = firstLines(file.hunks, isOpen ? Infinity : MOST_LINES);
  const isCut = shown.reduce((sum, { lines }) => sum + lines.length, 0) < total;
  const said = [file.note, file.unshown > 0 && file.hunks.length > 0 && !isCut ? unshownWords(file.unshown) : null].filter(Boolean);
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="flex justify-between gap-4 bg-sunk px-3.5 py-1.5 font-sans text-xs font-medium text-ink-2">
        <FileName map={file.map} fileKey={file.key} />
        <span className="flex-none font-normal">{aboutFile(file)}</span>
      </h3>
      {shown.map((hunk, index) => (
        <div
          key={`${hunk.fromLine} ${hunk.toLine}`}
          className={`[contain-intrinsic-size:auto_12rem] [content-visibility:auto] ${index > 0 ? "border-t border-line" : ""}`}
        >
          {(index > 0 || hunk.toLine > 1) && <p className="px-3.5 pt-1 font-sans text-xs text-ink-3">{placeOf(hunk)}</p>}
          <ul>
            {hunk.lines.map(({ sign, text }, line) => (
              <DiffRow key={line} sign={sign} text={text} />
            ))}
          </ul>
        </div>
      ))}
      {said.length > 0 && <p className="px-3.5 py-1.5 font-sans text-sm text-ink-2">{said.join(" ")}</p>}
      <HiddenParts file={file} />
      {isCut && (
        <div className="border-t border-line p-1.5 font-sans">
          <Button look="quiet" aria-expanded={false} onClick={() => startTransition(() => setOpen(true))}>
            Show all {count(total)}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A file is shown whole: what is hidden in a line means little without those around it. */
function HiddenParts({ file }: { file: ConfigFileDiff }) {
  const { mayReveal } = usePerson();
  const compared = useContext(Compared);
  const hidden = hiddenSides(file);
  const { map, key } = file;
  if (!mayReveal || !compared || key === null || !(hidden.from || hidden.to)) return null;
  return (
    <div className="flex flex-wrap gap-x-4 px-3.5 py-1.5">
      {(["from", "to"] as const).map(
        (side) =>
          hidden[side] && (
            <ShowHidden
              key={side}
              side={side}
              place={{ map, key }}
              words={`Show it as of ${compared[side].version}`}
              about={`${key} of ${map}`}
            />
          ),
      )}
    </div>
  );
}

function FileName({ map, fileKey }: { map: string; fileKey: string | null }) {
  if (map === "") return <span>Other files</span>;
  return (
    <span className="min-w-0 break-words">
      {fileKey !== null && <span className="font-mono text-ink">{fileKey}</span>}
      {fileKey !== null && " in "}
      ConfigMap {map}
    </span>
  );
}
