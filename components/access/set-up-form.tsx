"use client";

import { useState, type FormEvent } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { presentPassword } from "./present-password";

/** Makes the first admin with the one-time link from the log, and signs them in. */
export function SetUpForm({ secret }: { secret: string }) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const typed = new FormData(event.currentTarget);
    const [name = "", email = "", password = ""] = ["name", "email", "password"].map((key) => String(typed.get(key) ?? ""));
    setSending(true);
    setProblem(null);
    try {
      await fetchJson("/api/v1/setup", { method: "POST", body: { secret, name, email, password } });
      const wrong = await presentPassword(email, password).catch(() => "unreachable");
      window.location.assign(wrong === null ? "/" : "/sign-in");
    } catch (cause) {
      setProblem(cause instanceof Problem ? cause.message : "The page itself failed. Reload it and try again.");
      setSending(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4" method="post">
      {problem && (
        <p role="alert" className="rounded-md border border-bad-line bg-bad-wash px-3.5 py-2.5">
          {problem}
        </p>
      )}
      <Field label="Your name" name="name" autoComplete="name" required maxLength={100} autoFocus hint="Shown beside what you do." />
      <Field label="E-mail" name="email" type="email" autoComplete="username" required />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
        hint="At least 12 characters."
      />
      <Button type="submit" off={sending} look="ink" size="big" className="mt-1">
        {sending ? "Setting up…" : "Become the first admin"}
      </Button>
    </form>
  );
}
