"use client";

import { useState, useSyncExternalStore, type ReactNode } from "react";
import { AlarmBanner } from "@/components/frame/alarm-banner";
import { PersonProvider } from "@/components/frame/person-context";
import { SiteHeader } from "@/components/frame/site-header";
import { WatchNotices } from "@/components/frame/watch-notices";
import { StoppedAt } from "@/components/live/live-context";
import { QueryProvider } from "@/components/live/query-provider";
import { RenderedAtProvider } from "@/components/time/rendered-at";
import { noteServerDate } from "@/components/time/server-clock";
import { NOW } from "./fixtures/now";
import { KIM } from "./fixtures/people";
import { playNetwork } from "./network";
import type { GalleryState } from "./state";
import { states } from "./states";

const never = () => () => {};

/** One state, in the browser only: its network is in place before anything is drawn, so that no question reaches the real one. */
export function Stage({ name }: { name: string }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (!inBrowser) return null;
  return state ? <Scene state={state} /> : <main id="main">The gallery has no such state.</main>;
}

function Scene({ state: { person = KIM, stoppedAt, framed = true, screen, network } }: { state: GalleryState }) {
  useState(() => {
    window.fetch = playNetwork(network, window.fetch);
    noteServerDate(new Date(NOW).toUTCString());
  });
  return (
    <RenderedAtProvider at={NOW}>
      <QueryProvider>
        <PersonProvider person={person}>
          <StoppedAt value={stoppedAt ?? null}>{framed ? <Framed>{screen}</Framed> : screen}</StoppedAt>
        </PersonProvider>
      </QueryProvider>
    </RenderedAtProvider>
  );
}

function Framed({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <AlarmBanner />
      <WatchNotices />
      {children}
    </>
  );
}
