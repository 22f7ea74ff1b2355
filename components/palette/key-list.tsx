"use client";

import { Dialog } from "radix-ui";
import { Button } from "@/components/ui/button";
import { Layer } from "@/components/ui/layer";

const KEYS: readonly [keys: string[], what: string][] = [
  [["⌘ K", "Ctrl K"], "Go to a bot or a page, or roll one back"],
  [["/"], "Search the fleet: it looks at every bot, the browser's own search only at rows near the screen"],
  [["j", "k"], "Next and previous row"],
  [["Enter"], "Open it"],
  [["r"], "Roll back the bot in focus, or the bot of this page"],
  [["Esc"], "Close, or clear the search"],
  [["?"], "These keys"],
];

/** What the keyboard can do. */
export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Layer onClose={onClose} className="max-h-[calc(100dvh-1.5rem)] max-w-md overflow-y-auto p-5">
      <Dialog.Title className="text-xl font-title">Keyboard</Dialog.Title>
      <dl className="mt-3">
        {KEYS.map(([keys, what]) => (
          <div key={what} className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 border-b border-line py-2 last:border-0">
            <dt className="flex flex-wrap gap-1.5">
              {keys.map((key) => (
                <kbd key={key} className="h-5 rounded-sm border border-line-2 px-1.5 font-mono text-xs leading-[1.125rem]">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-sm">{what}</dd>
          </div>
        ))}
      </dl>
      <Dialog.Close asChild>
        <Button className="mt-4 w-full">Close</Button>
      </Dialog.Close>
    </Layer>
  );
}
