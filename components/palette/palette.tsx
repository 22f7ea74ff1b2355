"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { sortFleet } from "@/components/bots/fleet-rank";
import { isShown, NO_FILTERS } from "@/components/bots/fleet-filters";
import { VerdictGlyph } from "@/components/bots/verdict-glyph";
import { pagesFor } from "@/components/frame/pages";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { Layer } from "@/components/ui/layer";

/** More would be scrolled through and not typed at. */
const MOST_BOTS = 8;
const ROLL_BACK = /^(roll ?back|rb|back)\b\s*/i;

const ITEM =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-base data-[selected=true]:bg-sunk data-[selected=true]:text-ink sm:min-h-10";
const GROUP =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-2";

/** Type where to go: a bot, a page, or "roll back" and a bot. */
export function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const person = usePerson();
  const router = useRouter();
  const [text, setText] = useState("");
  const { data, isError } = useQuery(queries.fleet());

  const go = (path: string) => {
    onClose();
    router.push(path);
  };
  const wantsBack = ROLL_BACK.test(text);
  const q = text.replace(ROLL_BACK, "").trim();
  const found = sortFleet((data?.items ?? []).filter((bot) => isShown(bot, { ...NO_FILTERS, q })));
  const returnable = found.filter((bot) => bot.target.kind === "chosen" && !bot.activeRollback);
  const offered = person.mayRollBack && (wantsBack || q !== "") ? returnable.slice(0, wantsBack ? MOST_BOTS : 3) : [];
  const pages = pagesFor(person).filter(({ title }) => !wantsBack && title.toLowerCase().includes(q.toLowerCase()));
  const bots = wantsBack ? [] : found.slice(0, MOST_BOTS);

  return (
    <Layer onClose={onClose} className="max-w-xl overflow-hidden">
      <Dialog.Title className="sr-only">Go to a bot or a page, or roll one back</Dialog.Title>
      <Command shouldFilter={false} loop label="Go to">
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={person.mayRollBack ? "Go to a bot or a page, or “roll back” and a bot" : "Go to a bot or a page"}
          className="block min-h-13 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-ink-3"
        />
        <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto overscroll-contain p-1.5">
          <Command.Empty className="px-3 py-6 text-sm text-ink-2">
            {data || isError ? (isError ? "The fleet could not be read just now." : `Nothing matches “${q}”.`) : "Reading the fleet…"}
          </Command.Empty>
          {bots.length > 0 && (
            <Command.Group heading="Bots" className={GROUP}>
              {bots.map((bot) => (
                <Command.Item key={bot.id} value={`bot ${bot.id}`} onSelect={() => go(bot.path)} className={ITEM}>
                  <BotName bot={bot} />
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {offered.length > 0 && (
            <Command.Group heading="Roll back…" className={GROUP}>
              {offered.map((bot) => (
                <Command.Item key={bot.id} value={`back ${bot.id}`} onSelect={() => go(`${bot.path}/rollback`)} className={ITEM}>
                  <BotName bot={bot} to={bot.target.kind === "chosen" ? bot.target.version : ""} />
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {pages.length > 0 && (
            <Command.Group heading="Pages" className={GROUP}>
              {pages.map(({ href, title }) => (
                <Command.Item key={href} value={`page ${href}`} onSelect={() => go(href)} className={ITEM}>
                  {title}
                </Command.Item>
              ))}
              {q === "" && (
                <Command.Item value="keys" onSelect={onKeys} className={ITEM}>
                  Keyboard shortcuts
                </Command.Item>
              )}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Layer>
  );
}

function BotName({ bot, to }: { bot: FleetLine; to?: string }) {
  return (
    <>
      <VerdictGlyph verdict={bot.verdict} />
      <span className="min-w-0 flex-1 truncate">
        {bot.title} <span className="text-sm text-ink-2">{bot.environment.title}</span>
      </span>
      <span className="version text-ink-2">{to === undefined ? (bot.live?.version ?? "") : `to ${to}`}</span>
    </>
  );
}
