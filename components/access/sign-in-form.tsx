"use client";

import { Field } from "@/components/ui/field";
import { DoorForm } from "./door-form";
import { presentPassword } from "./present-password";

const WRONG = "This e-mail address and password do not go together. Try again.";
const UNREACHABLE = "Lastgood did not answer. You are not signed in; check the connection, then try again.";

/** `to`: where to go afterwards, a path on this host. */
export function SignInForm({ to }: { to: string }) {
  const signIn = async (typed: (field: string) => string) => {
    const wrong = await presentPassword(typed("email"), typed("password")).catch(() => undefined);
    if (wrong !== null) return sentenceOf(wrong);
    window.location.assign(to);
    return null;
  };

  return (
    <DoorForm button="Sign in" sending="Signing in…" send={signIn}>
      <Field label="E-mail" name="email" type="email" autoComplete="username" autoCapitalize="none" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
    </DoorForm>
  );
}

/** next-auth gives a code, or the sentence that our own check threw. */
function sentenceOf(error: string | undefined): string {
  if (error === undefined) return UNREACHABLE;
  return error.includes(" ") ? error : WRONG;
}
