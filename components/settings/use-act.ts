import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";

type Send = { path: string; body?: object };

/** One write below `/api/v1`, after which a list is read again. */
export function useAct<Answer>(queryKey: QueryKey, onDone: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: Send) => fetchJson<Answer>(`/api/v1${path}`, { method: "POST", body }),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey });
      onDone(answer);
    },
  });
}
