import { dehydrate, HydrationBoundary, QueryClient, type InfiniteData, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Page } from "./list-json";

type Answer = { queryKey: QueryKey; data: unknown };

/** The first page of a list that is read on as one scrolls. */
export function firstPage<T>(page: Page<T>): InfiniteData<Page<T>, string | null> {
  return { pages: [page], pageParams: [null] };
}

/** Hands what the server read to the query cache, which owns it from then on; what the cache has newer, stays. */
export function FirstPaint({ answers, children }: { answers: Answer[]; children: ReactNode }) {
  const client = new QueryClient();
  for (const { queryKey, data } of answers) client.setQueryData(queryKey, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
