import type { FleetLine } from "@/lib/bots/fleet-schemas";

const bots = (count: number) => `${count} bot${count === 1 ? "" : "s"}`;
const isAre = (count: number) => (count === 1 ? "is" : "are");

/** What one would read out on the phone, and the rest of the count beneath. */
export function fleetSentence(here: readonly Pick<FleetLine, "verdict" | "activeRollback" | "title">[]): {
  title: string;
  rest: string;
} {
  const count = (verdict: FleetLine["verdict"]) => here.filter((bot) => bot.verdict === verdict).length;
  const [failing, degraded, unknown, healthy] = [count("failing"), count("degraded"), count("unknown"), count("healthy")];
  const running = here.filter(({ activeRollback }) => activeRollback !== null).map(({ title }) => title);
  const rolling =
    running.length === 0
      ? ""
      : running.length === 1
        ? ` ${running[0]} is being rolled back.`
        : ` ${bots(running.length)} are being rolled back.`;

  if (here.length === 0) return { title: "No bots yet.", rest: "" };
  const wells = healthy > 0 ? [`${healthy} ${healthy === 1 ? "runs" : "run"} well`] : [];
  const others = [
    ...wells,
    ...(failing > 0 && degraded > 0 ? [`${degraded} ${isAre(degraded)} degraded`] : []),
    ...(unknown > 0 ? [`${unknown} ${isAre(unknown)} not judged yet`] : []),
  ];
  const rest = `${others.length > 0 ? `${others.join(", ")}.` : ""}${rolling}`.trim();

  if (failing > 0) return { title: `${failing} of ${bots(here.length)} ${isAre(failing)} failing.`, rest };
  if (degraded > 0) return { title: `${degraded} of ${bots(here.length)} ${isAre(degraded)} degraded.`, rest };
  if (unknown === here.length)
    return { title: `${here.length === 1 ? "The bot is" : `All ${bots(here.length)} are`} not judged yet.`, rest: rolling.trim() };
  if (unknown > 0)
    return {
      title: `${healthy} of ${bots(here.length)} ${healthy === 1 ? "runs" : "run"} well.`,
      rest: `${unknown} ${isAre(unknown)} not judged yet.${rolling}`,
    };
  return { title: here.length === 1 ? "The bot runs well." : `All ${bots(here.length)} run well.`, rest: rolling.trim() };
}
