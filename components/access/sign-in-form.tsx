"use client";

import { Field } from "@/components/ui/field";
import { DoorForm } from "./door-form";
import { presentPassword } from "./present-password";

const WRONG = "This e-mail address and password do not go together. Try again; if you forgot it, an admin sets a new one.";
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
      <noscript>
        <p className="rounded-md border border-warn-line bg-warn-wash px-3.5 py-2.5">
          Signing in needs JavaScript, and so do the pages after it. Without it: <code className="version">kubectl rollout undo</code>, or
          Lastgood’s API with a token.
        </p>
      </noscript>
      <Field
        label="E-mail"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        maxLength={254}
      />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required maxLength={200} />
    </DoorForm>
  );
}

/** next-auth gives a code, or the sentence that our own check threw. */
function sentenceOf(error: string | undefined): string {
  if (error === undefined) return UNREACHABLE;
  return error.includes(" ") ? error : WRONG;
}
