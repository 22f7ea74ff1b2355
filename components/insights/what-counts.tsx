import { Section } from "./section";

const RULES: [string, string][] = [
  [
    "Rollback",
    "One that somebody confirmed in this period, however it ended. An undo brings back what a rollback left, so it is in no figure.",
  ],
  [
    "Recovery time",
    "Of rollbacks that recovered. Those that failed, could not be told, were stopped, or were superseded by a deploy have no time. Decide is known where Lastgood saw a bad verdict of the release that was left.",
  ],
  [
    "Five-minute rule",
    "Recovered at most 5 min after the click. One that failed or was put back broke it; one that was stopped, superseded or could not be told neither kept nor broke it.",
  ],
  [
    "Deploy",
    "A release, also of config alone, that went live after another one while Lastgood watched. Not counted: restarts, what a rollback or an undo brought, the first release seen of a bot, and history read from the cluster. Going back by other means, such as kubectl rollout undo, is a deploy.",
  ],
  [
    "Failed deploy",
    "One that a rollback left, unless that was undone, or that was failing within an hour after it went live. Deploys of the last hour may still become one.",
  ],
  ["Team", "Whose the bot is now, by the label that its environment names; not whose it was then."],
];

/** What the figures are made of, so that nobody has to guess. */
export function WhatCounts() {
  return (
    <Section title="What counts">
      <dl className="grid max-w-3xl gap-3 text-sm">
        {RULES.map(([name, text]) => (
          <div key={name} className="grid gap-x-6 sm:grid-cols-[9rem_1fr]">
            <dt className="font-medium">{name}</dt>
            <dd className="text-ink-2">{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
