"use client";

import { createContext } from "react";

export type ComparedRelease = { id: string; version: string };

/** The releases that a difference is between, where it is between recorded ones: of those a hidden value can be asked for. */
export const Compared = createContext<{ from: ComparedRelease; to: ComparedRelease } | null>(null);
