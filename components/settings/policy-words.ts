import { durationWords } from "@/components/time/duration-words";

export type Policy = {
  name: string;
  namespaces: string[];
  soakSeconds: number;
  verifySeconds: number;
  holdSeconds: number;
  waitForTerminating: boolean;
  alwaysTypeName: boolean;
  /** null: it cannot be told here. */
  offlineRollback: boolean | null;
};

/** One rule: what it is called in the file, what it is, and what that means. */
export type Rule = { key: string; title: string; says: string; means: string; line: string };

const words = (seconds: number) => durationWords(seconds * 1_000);

/** The rules of an environment in sentences, each with the line of `lastgood.yaml` that says the same. */
export function policyWords({
  soakSeconds,
  verifySeconds,
  holdSeconds,
  waitForTerminating,
  alwaysTypeName,
  offlineRollback,
}: Policy): Rule[] {
  return [
    {
      key: "soak",
      title: "Known good",
      says: `A release is known good once it was healthy for ${words(soakSeconds)} without a break.`,
      means: "Longer makes the default target surer, and a fresh release later one.",
      line: `soak: ${yamlDuration(soakSeconds)}`,
    },
    {
      key: "alwaysTypeName",
      title: "Confirming",
      says: alwaysTypeName ? "Every rollback asks for the bot’s name." : "A rollback asks for the bot’s name only where a check warns.",
      means: alwaysTypeName
        ? "A slip of the finger starts nothing, and each rollback costs a few seconds more."
        : "A proved target is one press away.",
      line: `alwaysTypeName: ${alwaysTypeName}`,
    },
    {
      key: "verify",
      title: "Recovered",
      says:
        verifySeconds === 0
          ? "A rollback is called recovered as soon as everything is healthy."
          : `A rollback is called recovered after everything was healthy for ${words(verifySeconds)} without a break.`,
      means: "The time to recover is said without it.",
      line: `verify: ${yamlDuration(verifySeconds)}`,
    },
    {
      key: "waitForTerminating",
      title: "Old pods",
      says: waitForTerminating
        ? "Old pods count until they are gone."
        : "Old pods that are stopping do not hold it up, but for bots that may run only once.",
      means: "Waiting is right where two copies at once would answer twice.",
      line: `waitForTerminating: ${waitForTerminating}`,
    },
    {
      key: "hold",
      title: "Hold",
      says: `What was left is held away for ${words(holdSeconds)}, unless somebody extends or lifts that.`,
      means: "While it is held, its coming back is an alarm. The quarantine stays after it.",
      line: `hold: ${yamlDuration(holdSeconds)}`,
    },
    ...(offlineRollback === null
      ? []
      : [
          {
            key: "offlineRollback",
            title: "With the database gone",
            says: offlineRollback
              ? "Whoever may run commands where Lastgood runs can roll back from there."
              : "Lastgood shows the commands; people run them with their own rights.",
            means: "Pages show the commands either way.",
            line: `offlineRollback: ${offlineRollback}`,
          },
        ]),
  ];
}

/** The entry of `lastgood.yaml` that says all of it. */
export function policyYaml(policy: Policy): string {
  const { name, namespaces } = policy;
  const head = [`- name: ${name}`, `  namespaces: ${namespaces.includes("*") ? '"*"' : `[${namespaces.join(", ")}]`}`];
  return [...head, ...policyWords(policy).map(({ line }) => `  ${line}`)].join("\n");
}

export function namespaceWords(namespaces: readonly string[]): string {
  return namespaces.includes("*") ? "all but the system’s own" : namespaces.join(", ");
}

/** "10m" as the file takes it. */
export function yamlDuration(seconds: number): string {
  const [unit, size] = (
    [
      ["d", 86_400],
      ["h", 3_600],
      ["m", 60],
    ] as const
  ).find(([, each]) => seconds > 0 && seconds % each === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
}
