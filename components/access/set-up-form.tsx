"use client";

import { fetchJson } from "@/components/live/fetch-json";
import { Problem } from "@/components/live/problem";
import { Field } from "@/components/ui/field";
import { DoorForm } from "./door-form";
import { presentPassword } from "./present-password";

/** Makes the first admin with the one-time link from the log, and signs them in. */
export function SetUpForm({ secret }: { secret: string }) {
  const setUp = async (typed: (field: string) => string) => {
    const [name, email, password] = [typed("name"), typed("email"), typed("password")];
    try {
      await fetchJson("/api/v1/setup", { method: "POST", body: { secret, name, email, password } });
      const wrong = await presentPassword(email, password).catch(() => "unreachable");
      window.location.assign(wrong === null ? "/" : "/sign-in");
      return null;
    } catch (cause) {
      return cause instanceof Problem ? cause.message : "The page itself failed. Reload it and try again.";
    }
  };

  return (
    <DoorForm button="Become the first admin" sending="Setting up…" send={setUp}>
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
    </DoorForm>
  );
}
