"use client";

import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { useKeys } from "@/components/palette/use-keys";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { FleetRow } from "./fleet-row";

/** Up to here every row is on the page, where the browser's own search finds it; beyond, only those near the screen are. */
const MOST_AT_ONCE = 150;
/** What a row takes on a large screen, until it is measured. */
const CALM_PX = 57;
const FAILING_PX = 80;
const OVERSCAN = 8;
/** What the server draws, which knows no screen. */
const FIRST_RECT = { width: 1280, height: 900 };

type Rows = { bots: readonly FleetLine[]; redId: string | undefined };

/** The rows of the fleet: j and k go from one to the next, r opens the rollback of the one in focus. */
export function FleetRows({ bots, redId }: Rows) {
  return bots.length > MOST_AT_ONCE ? <VirtualRows bots={bots} redId={redId} /> : <AllRows bots={bots} redId={redId} />;
}

const LIST = "mt-5 border-t border-line";

function AllRows({ bots, redId }: Rows) {
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  useRowKeys(bots, focused, (id) => rowLink(list.current, id)?.focus());
  return (
    <ul ref={list} className={LIST}>
      {bots.map((bot) => (
        <li key={bot.id} data-bot={bot.id} data-verdict={bot.verdict} onFocus={() => setFocused(bot.id)}>
          <FleetRow bot={bot} red={bot.id === redId} />
        </li>
      ))}
    </ul>
  );
}

function VirtualRows({ bots, redId }: Rows) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const focusedAt = focused === null ? -1 : bots.findIndex(({ id }) => id === focused);

  useLayoutEffect(() => {
    const measure = () => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);

  const rows = useWindowVirtualizer({
    count: bots.length,
    estimateSize: (index) => (bots[index]?.verdict === "failing" ? FAILING_PX : CALM_PX),
    overscan: OVERSCAN,
    scrollMargin: top,
    initialRect: FIRST_RECT,
    getItemKey: (index) => bots[index]?.id ?? index,
    // The row in focus stays, or the focus would be lost as it scrolls away.
    rangeExtractor: (range: Range) => {
      const near = defaultRangeExtractor(range);
      return focusedAt < 0 || near.includes(focusedAt) ? near : [...near, focusedAt].sort((a, b) => a - b);
    },
  });
  const shown = rows.getVirtualItems();

  useRowKeys(bots, focused, (id) => {
    wanted.current = id;
    setFocused(id);
    rows.scrollToIndex(bots.findIndex((bot) => bot.id === id));
  });
  useEffect(() => {
    if (wanted.current === null) return;
    const link = rowLink(list.current, wanted.current);
    if (link) wanted.current = null;
    link?.focus({ preventScroll: true });
  }, [focused]);

  return (
    <ul ref={list} className={LIST} style={{ minHeight: rows.getTotalSize() }}>
      {shown.map(({ index, start }, place) => {
        const bot = bots[index];
        // Rows follow each other as they would without this, so that they are right before anything is measured; only what is left out has to be jumped.
        const before = shown[place - 1]?.end ?? top;
        return (
          bot && (
            <li
              key={bot.id}
              ref={rows.measureElement}
              data-index={index}
              data-bot={bot.id}
              data-verdict={bot.verdict}
              aria-setsize={bots.length}
              aria-posinset={index + 1}
              onFocus={() => setFocused(bot.id)}
              className="flow-root"
              style={{ marginTop: start - before }}
            >
              <FleetRow bot={bot} red={bot.id === redId} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function rowLink(list: HTMLElement | null, id: string): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-bot="${CSS.escape(id)}"] h2 a`);
}

function useRowKeys(bots: readonly FleetLine[], focused: string | null, focus: (id: string) => void): void {
  const router = useRouter();
  const { mayRollBack } = usePerson();
  const at = bots.findIndex(({ id }) => id === focused);
  const go = (index: number) => {
    const bot = bots[Math.min(Math.max(index, 0), bots.length - 1)];
    if (bot) focus(bot.id);
  };
  const bot = bots[at];
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    r: bot && mayRollBack && bot.target.kind === "chosen" ? () => router.push(`${bot.path}/rollback`) : undefined,
  });
}
