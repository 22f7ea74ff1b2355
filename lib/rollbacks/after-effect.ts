import type { Remark } from "./follow";

/** How far something got that is owed after a rollback was accepted. `again`: not yet, and what to say where it is given up. */
export type AfterEffect = { kind: "done" | "again"; remark: Remark | null };
