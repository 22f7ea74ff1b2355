"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = { button: string; sending: string; send: (typed: (field: string) => string) => Promise<string | null>; children: ReactNode };

/** A form on the way in. `send` gets what was typed, and answers with the problem in words, or with null where it leads to another page. */
export function DoorForm({ button, sending, send, children }: Props) {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const form = new FormData(event.currentTarget);
    setSending(true);
    setProblem(null);
    const wrong = await send((field) => String(form.get(field) ?? ""));
    if (wrong === null) return;
    setProblem(wrong);
    setSending(false);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4" method="post">
      {problem && (
        <p role="alert" className="rounded-md border border-bad-line bg-bad-wash px-3.5 py-2.5">
          {problem}
        </p>
      )}
      {children}
      <Button type="submit" off={isSending} look="ink" size="big" className="mt-1">
        {isSending ? sending : button}
      </Button>
    </form>
  );
}
