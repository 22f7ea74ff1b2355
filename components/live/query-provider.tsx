"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Problem } from "./problem";

const RETRIES = 2;

/** One cache per tab. Live events say when an answer is old, so nothing goes stale by the clock. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: Infinity,
            refetchOnWindowFocus: false,
            networkMode: "always",
            retry: (failures, error) => failures < RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500),
          },
          mutations: { networkMode: "always" },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
