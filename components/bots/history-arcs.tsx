"use client";

import { useLayoutEffect, useState, type RefObject } from "react";
import type { Arc } from "./arcs-of";

const DOT_LEFT = 23;
const DEPTH = 27;

type Line = { key: string; from: number; to: number };

/** The arc from a rollback down to the release it went back to, drawn between the dots of the rail. */
export function HistoryArcs({ rail, arcs }: { rail: RefObject<HTMLElement | null>; arcs: Arc[] }) {
  const [lines, setLines] = useState<Line[]>([]);
  const drawn = JSON.stringify(arcs);

  useLayoutEffect(() => {
    const list = rail.current;
    if (!list) return;
    const measure = () => {
      const top = list.getBoundingClientRect().top;
      const middle = (id: string) => {
        const dot = list.querySelector(`[data-dot="${CSS.escape(id)}"]`)?.getBoundingClientRect();
        return dot && dot.top + dot.height / 2 - top;
      };
      setLines(
        (JSON.parse(drawn) as Arc[]).flatMap(({ from, to }) => {
          const [start, end] = [middle(from), middle(to)];
          return start === undefined || end === undefined ? [] : [{ key: `${from} ${to}`, from: start, to: end }];
        }),
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [rail, drawn]);

  return (
    <svg
      aria-hidden
      fill="none"
      className="pointer-events-none absolute top-0 left-0 z-1 h-full w-11 overflow-visible stroke-accent"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {lines.map(({ key, from, to }, index) => {
        const reach = DOT_LEFT - DEPTH + (index % 3) * 4;
        return (
          <g key={key}>
            <path d={`M${DOT_LEFT - 2} ${from + 4} C${reach} ${from + 22} ${reach} ${to - 22} ${DOT_LEFT - 3} ${to - 3}`} />
            <path d={`M${DOT_LEFT - 10} ${to - 4.5} L${DOT_LEFT - 2.5} ${to - 2.5} L${DOT_LEFT - 4} ${to - 10.5}`} />
          </g>
        );
      })}
    </svg>
  );
}
