import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signedInCtx } from "@/app/_server/page-ctx";
import { relativePath } from "@/app/_server/relative-path";
import { Door } from "@/components/access/door";
import { SignInForm } from "@/components/access/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { to } = await searchParams;
  const next = relativePath(typeof to === "string" ? to : "/");
  if (await signedInCtx()) redirect(next);
  return (
    <Door title="Sign in." words="No account? An admin makes one for you.">
      <SignInForm to={next} />
    </Door>
  );
}
