"use client";

import { createContext } from "react";

/** When live updates stopped, in milliseconds since the epoch; null while they come. */
export const StoppedAt = createContext<number | null>(null);
