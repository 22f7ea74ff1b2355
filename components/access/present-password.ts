/** Signs in. Returns what next-auth says is wrong, null when all went well, and throws when there was no answer. */
export async function presentPassword(email: string, password: string): Promise<string | null> {
  // Loaded when needed: next-auth reads its address from the environment while it loads, and takes a whole page down when that is not one.
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { redirect: false, email, password });
  if (!answer) throw new Error("next-auth did not answer");
  return answer.ok && !answer.error ? null : (answer.error ?? "CredentialsSignin");
}
