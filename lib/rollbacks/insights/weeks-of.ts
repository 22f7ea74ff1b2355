import type { Period } from "./period-of";

const DAY = 86_400_000;

/** The Monday on which the week of this instant begins, at midnight UTC. */
export function weekOf(at: Date): Date {
  const midnight = Math.floor(at.getTime() / DAY) * DAY;
  return new Date(midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY);
}

/** Every week that a period touches, in order, also those in which nothing happened. */
export function weeksOf({ from, to }: Period): Date[] {
  const weeks: Date[] = [];
  for (let week = weekOf(from); week < to; week = new Date(week.getTime() + 7 * DAY)) weeks.push(week);
  return weeks;
}
