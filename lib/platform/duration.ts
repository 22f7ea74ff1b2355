import { z } from "zod";

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const LONGEST = 365 * SECONDS.d;

/** `30s`, `10m`, `1h` or `2d`, at most a year; parsed to seconds. */
export const Duration = z
  .string()
  .regex(/^\d{1,8}[smhd]$/, "must be a number and a unit: 30s, 10m, 1h or 2d")
  .transform((text) => Number(text.slice(0, -1)) * SECONDS[text.slice(-1) as keyof typeof SECONDS])
  .refine((seconds) => seconds <= LONGEST, "must be at most 365d");
