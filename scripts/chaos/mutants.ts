export type Mutant = {
  invariant: string;
  /** What the product then does not do any more. */
  without: string;
  file: string;
  /** Exactly one place of the file; where it is not there any more, the run fails. */
  from: string;
  to: string;
  /** Arguments of Vitest: what has to see it. */
  seenBy: readonly string[];
};

const faults = (name: string) => ["--project", "cluster", "e2e/faults/faults.cluster.test.ts", "-t", name];
const kill = ["--project", "cluster", "e2e/faults/kill.cluster.test.ts"];
const database = (file: string, name: string) => ["--project", "database", file, "-t", name];

/** For each invariant a change of the product that breaks it, and the part of the harness that has to go red. */
export const MUTANTS: readonly Mutant[] = [
  {
    invariant: "I1 exactly once",
    without: "reading back what was applied",
    file: "lib/rollbacks/where-it-stands.ts",
    from: 'if (ours) return { kind: "applied" };',
    to: 'if (ours) return { kind: "to-do" };',
    seenBy: faults("X6 the write was applied"),
  },
  {
    invariant: "I1 exactly once",
    without: "the epoch in what is written down",
    file: "lib/rollbacks/record-accepted.ts",
    from: "and \"leaseEpoch\" = ${run.lease.epoch} and phase = 'applying'",
    to: "and phase = 'applying'",
    seenBy: database("lib/rollbacks/drive-to-accepted.db.test.ts", "a holder whose lease goes"),
  },
  {
    invariant: "I1 one active run for each bot",
    without: "the unique index",
    file: "prisma/migrations/20261121000000_init/migration.sql",
    from: 'create unique index "Rollback_one_active_per_bot"',
    to: 'create index "Rollback_one_active_per_bot"',
    seenBy: database("lib/rollbacks/confirm-rollback.db.test.ts", "of two people with a plan each"),
  },
  {
    invariant: "I2 no lost audit",
    without: "the audit entry of the end",
    file: "lib/rollbacks/end-rollback.ts",
    from: "await recordAudit(tx, {",
    to: "await ((..._: unknown[]) => Promise.resolve())(recordAudit, {",
    seenBy: kill,
  },
  {
    invariant: "I3 always terminal",
    without: "taking over a lease that ran out",
    file: "lib/rollbacks/lease.ts",
    from: " or \"leaseUntil\" < now() at time zone 'utc')",
    to: ")",
    seenBy: kill,
  },
  {
    invariant: "I4 truth",
    without: "waiting for old pods",
    file: "lib/rollbacks/follow.ts",
    from: "const gone = old.length === 0 && (!once || leaving.length === 0);",
    to: "const gone = true;",
    seenBy: ["--project", "unit", "lib/rollbacks/follow.test.ts", "-t", "waits for old pods"],
  },
  {
    invariant: "I4 truth",
    without: "a deadline that a clock set back cannot pass",
    file: "lib/rollbacks/record-accepted.ts",
    from: "new Date(Math.max(ctx.clock.now().getTime(), run.startedAt.getTime()))",
    to: "ctx.clock.now()",
    seenBy: faults("X21 the clock jumps an hour back"),
  },
  {
    invariant: "I5 no surprise",
    without: "the test of the template in the patch",
    file: "lib/rollbacks/switch-patch.ts",
    from: '{ op: "test", path: "/spec/template", value: live.template },',
    to: "",
    seenBy: faults("X9 a deploy lands"),
  },
  {
    invariant: "I6 blast radius",
    without: "leaving replicas alone",
    file: "lib/rollbacks/switch-patch.ts",
    from: '{ op: "replace", path: "/spec/template", value: target },',
    to: '{ op: "replace", path: "/spec/template", value: target }, { op: "replace", path: "/spec/replicas", value: 3 },',
    seenBy: kill,
  },
  {
    invariant: "I7 no secret out",
    without: "masking what the cluster says",
    file: "lib/cluster/api-status.ts",
    from: "maskText(withoutEchoes(value))",
    to: "withoutEchoes(value)",
    seenBy: ["--project", "cluster", "e2e/masking/masking.cluster.test.ts"],
  },
  {
    invariant: "I3 always an end",
    without: "the database's time",
    file: "lib/platform/database-clock.ts",
    from: "this.#origin === null ? new Date()",
    to: "this.#origin !== 0 ? new Date()",
    seenBy: database("lib/rollbacks/machine-clock.db.test.ts", "X21"),
  },
  {
    invariant: "I3 always an end",
    without: "a word for controllers that take nothing up",
    file: "lib/rollbacks/follow.ts",
    from: "sayUnnoticed(run, workload, now) ?? ",
    to: "",
    seenBy: database("lib/rollbacks/faults.db.test.ts", "X17"),
  },
  {
    invariant: "I4 truth",
    without: "asking anew before an end",
    file: "lib/rollbacks/advance-rollback.ts",
    from: 'if (following.kind !== "ended") return { following, seen: snapshot };',
    to: "if (following) return { following, seen: snapshot };",
    seenBy: ["--project", "database", "e2e/chaos/walk.db.test.ts"],
  },
  {
    invariant: "I4 truth",
    without: "a break that nobody saw",
    file: "lib/rollbacks/held-since.ts",
    from: "return last > before.getTime() + CLOCKS_MS && last <= now.getTime() ? new Date(last) : before;",
    to: "return last > now.getTime() ? now : before;",
    seenBy: database("lib/rollbacks/verification.db.test.ts", "a break that nobody saw"),
  },
  {
    invariant: "I4 truth",
    without: "leaving a run alone that another process has ended",
    file: "lib/rollbacks/lock-run.ts",
    from: "return held.length > 0;",
    to: "return held.length >= 0;",
    seenBy: database("lib/rollbacks/verification.db.test.ts", "a process that was held up"),
  },
  {
    invariant: "I5 no surprise",
    without: "an undo that is one when it is tried again",
    file: "lib/rollbacks/asked-again.ts",
    from: "if (undoes !== null) return { undoes, reason };",
    to: "",
    seenBy: database("lib/rollbacks/retry.db.test.ts", "of an undo is an undo"),
  },
  {
    invariant: "I8 still usable",
    without: "giving a silent cluster up at once",
    file: "lib/rollbacks/drive-to-accepted.ts",
    from: '(isWaitedFor && error.reason === "timeout")',
    to: "false",
    seenBy: database("lib/rollbacks/silent-cluster.db.test.ts", "falls silent"),
  },
  {
    invariant: "I8 still usable",
    without: "letting go of readers that do not read",
    file: "app/_server/event-streams.ts",
    from: "if ((controller.desiredSize ?? 0) >= -MOST_UNREAD) controller",
    to: "if ((controller.desiredSize ?? 0) >= -Infinity) controller",
    seenBy: database("app/_server/event-streams.db.test.ts", "X22"),
  },
];
