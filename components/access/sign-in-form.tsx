"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { presentPassword } from "./present-password";

const WRONG = "This e-mail address and password do not go together. Try again.";
const UNREACHABLE = "Lastgood did not answer. You are not signed in; check the connection, then try again.";

/** `to`: where to go afterwards, a path on this host. */
export function SignInForm({ to }: { to: string }) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const typed = new FormData(event.currentTarget);
    setSending(true);
    setProblem(null);
    const wrong = await presentPassword(String(typed.get("email")), String(typed.get("password"))).catch(() => undefined);
    if (wrong === null) {
      window.location.assign(to);
      return;
    }
    setProblem(sentenceOf(wrong));
    setSending(false);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4" method="post">
      {problem && (
        <p role="alert" className="rounded-md border border-bad-line bg-bad-wash px-3.5 py-2.5">
          {problem}
        </p>
      )}
      <Field label="E-mail" name="email" type="email" autoComplete="username" autoCapitalize="none" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" off={sending} look="ink" size="big" className="mt-1">
        {sending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}

/** next-auth gives a code, or the sentence that our own check threw. */
function sentenceOf(error: string | undefined): string {
  if (error === undefined) return UNREACHABLE;
  return error.includes(" ") ? error : WRONG;
}
