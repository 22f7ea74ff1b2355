import path from "node:path";
import { z } from "zod";
import { Duration } from "./duration";
import { LabelKey } from "./label-key";

const port = z.coerce
  .number("must be a port number")
  .int("must be a port number")
  .min(1, "must be from 1 to 65535")
  .max(65_535, "must be from 1 to 65535");
const origin = z
  .url({ protocol: /^https?$/, error: "must be the address people open, such as https://lastgood.example.com" })
  .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", "must be an origin: no path after the host")
  .transform((text) => new URL(text).origin);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" });
const secret = z.string().min(32, "must have at least 32 characters");
const secretKey = z
  .string()
  .trim()
  .min(32, "must have at least 32 characters")
  .regex(/^[^\p{Cc}\uFFFD]*$/u, "must be one line of text, such as openssl rand -base64 32 prints");
const list = z.string().transform((text) => [...new Set(text.split(",").map((item) => item.trim()))].filter((item) => item !== ""));

/** What every process reads. */
const common = {
  NODE_ENV: z.enum(["development", "production", "test"], "must be development, production or test").default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be a level of pino").default("info"),
  LASTGOOD_DATA_DIR: z
    .string()
    .default("./.lastgood")
    .transform((folder) => path.resolve(folder)),
  LASTGOOD_DB_POOL: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(2, "must be at least 2")
    .max(200, "must be at most 200")
    .default(10),
};

/** Which bots there are and where, for the processes that talk to clusters. */
const clusters = {
  LASTGOOD_CONFIG: z.string().optional(),
  LASTGOOD_NAMESPACES: list.optional(),
  LASTGOOD_SOAK: Duration.prefault("10m"),
  LASTGOOD_VERIFY: Duration.prefault("30s"),
  LASTGOOD_TEAM_LABEL: LabelKey.optional(),
  KUBECONFIG: z.string().optional(),
  KUBERNETES_SERVICE_HOST: z.string().optional(),
  KUBERNETES_SERVICE_PORT: z.string().optional(),
};

export const WorkerEnv = z.object({ ...common, ...clusters, DATABASE_URL: databaseUrl, LASTGOOD_SECRET_KEY: secretKey });
export const WebEnv = z.object({
  ...WorkerEnv.shape,
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_URL: origin.optional(),
  LASTGOOD_URL: origin.optional(),
  /** Opens the gallery of screen states, for the browser tests. */
  LASTGOOD_GALLERY: z.stringbool("must be true or false").default(false),
});
const admin = {
  LASTGOOD_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  LASTGOOD_ADMIN_PASSWORD: z.string().min(12, "must have at least 12 characters").optional(),
};
const adminIsWhole = (env: { [name in keyof typeof admin]?: string | undefined }) =>
  (env.LASTGOOD_ADMIN_EMAIL === undefined) === (env.LASTGOOD_ADMIN_PASSWORD === undefined);
const halfAnAdmin = {
  error: "and LASTGOOD_ADMIN_PASSWORD go together: set both or neither",
  path: ["LASTGOOD_ADMIN_EMAIL"],
  when: () => true, // also beside other problems
};
export const CommandEnv = z
  .object({
    ...common,
    ...clusters,
    ...admin,
    DATABASE_URL: databaseUrl.optional(),
    LASTGOOD_SECRET_KEY: secretKey.optional(),
    LASTGOOD_FORMER_SECRET_KEY: secretKey.optional(),
    LASTGOOD_URL: origin.optional(),
  })
  .refine(adminIsWhole, halfAnAdmin);
export const StartEnv = z
  .object({
    ...CommandEnv.shape,
    NEXTAUTH_SECRET: secret.optional(),
    NEXTAUTH_URL: origin.optional(),
    PORT: port.default(3_000),
    HOST: z.string().default("0.0.0.0"),
  })
  .refine(adminIsWhole, halfAnAdmin);
export const DemoEnv = z.object({
  PORT: port.default(3_000),
  HOST: z.string().default("127.0.0.1"),
  LASTGOOD_SOAK: z
    .string()
    .default("20s")
    .refine((text) => Duration.safeParse(text).success, "must be a number and a unit: 30s, 10m, 1h or 2d"),
});
