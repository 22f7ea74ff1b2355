import { addUser } from "@/lib/access/add-user";
import type { Ctx } from "@/lib/access/ctx";
import { generatePassword } from "@/lib/access/generate-password";
import { resetPassword } from "@/lib/access/reset-password";
import { keep, kept } from "./demo-files";

export type Person = { email: string; name: string; role: "operator" | "lead" | "viewer"; is: string; password: string };

const PEOPLE = [
  { email: "kim@demo.example", name: "Kim", role: "operator", is: "on-call" },
  { email: "lee@demo.example", name: "Lee", role: "lead", is: "team lead" },
  { email: "sam@demo.example", name: "Sam", role: "viewer", is: "support rep" },
] as const;

/** The three who try the demo. Their passwords are made the first time and kept beside the demo's data. */
export async function addPeople(ctx: Ctx): Promise<Person[]> {
  const known = kept<Record<string, string>>("passwords.json") ?? {};
  const people = PEOPLE.map((person) => ({ ...person, password: known[person.email] ?? generatePassword() }));
  keep("passwords.json", Object.fromEntries(people.map(({ email, password }) => [email, password])));

  for (const { is: _, ...person } of people) {
    const there = await ctx.db.user.count({ where: { email: person.email } });
    if (there === 0) await addUser({ ctx, input: person });
    else if (known[person.email] === undefined) await resetPassword({ ctx, input: { email: person.email, password: person.password } });
  }
  return people;
}
