import type { UserJson } from "./schemas";
import type { Role } from "./types";

type UserRow = {
  id: string;
  email: string;
  name: string;
  role: string;
  createdAt: Date;
  lastSignedInAt: Date | null;
  disabledAt: Date | null;
};

/** A user as people and machines see one: without hash and session version. */
export function toUserJson({ id, email, name, role, createdAt, lastSignedInAt, disabledAt }: UserRow): UserJson {
  return {
    id,
    email,
    name,
    role: role as Role,
    createdAt: createdAt.toISOString(),
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  };
}
