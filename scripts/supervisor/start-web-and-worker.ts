import path from "node:path";
import { keepRunning } from "./keep-running";

type Options = {
  databaseUrl: string;
  secret: string;
  secretKey: string;
  host: string;
  port: number;
  /** Settings beyond those that this process was given; an empty one takes away what it was given. */
  settings?: Record<string, string>;
  output?: (name: string) => number;
  onEnd: (end: { name: string; how: string; pauseMs: number }) => void;
};

/** Starts the two processes of the product from the build, as the image does. */
export function startWebAndWorker({ databaseUrl, secret, secretKey, host, port, settings = {}, output, onEnd }: Options): {
  stop(): Promise<void>;
} {
  const given = Object.entries({ ...process.env, ...settings }).filter(([, value]) => value !== "");
  const env = withoutKeptBack({
    ...withAbsolutePaths(Object.fromEntries(given)),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    LASTGOOD_SECRET_KEY: secretKey,
    NEXTAUTH_SECRET: secret,
  });
  const start = (name: string, file: string, more: Record<string, string>) =>
    keepRunning({ name, args: [path.resolve(file)], env: { ...env, ...more }, onEnd, ...(output ? { output: output(name) } : {}) });
  const both = [start("worker", "dist/worker.mjs", {}), start("web", ".next/standalone/server.js", { HOSTNAME: host, PORT: String(port) })];
  return { stop: async () => void (await Promise.all(both.map((each) => each.stop()))) };
}

// The built web server changes to its own folder before it reads them. KUBECONFIG may be a list.
function withAbsolutePaths(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const absolute = (list: string | undefined) =>
    list
      ?.split(path.delimiter)
      .map((file) => (file === "" ? "" : path.resolve(file)))
      .join(path.delimiter);
  const { KUBECONFIG, LASTGOOD_CONFIG, ...rest } = env;
  return {
    ...rest,
    ...(KUBECONFIG === undefined ? {} : { KUBECONFIG: absolute(KUBECONFIG) }),
    ...(LASTGOOD_CONFIG === undefined ? {} : { LASTGOOD_CONFIG: path.resolve(LASTGOOD_CONFIG) }),
  };
}

// The contents of files are in the plain variables now, and both at once are refused.
const KEPT_BACK = new Set([
  "DATABASE_URL_FILE",
  "LASTGOOD_SECRET_KEY_FILE",
  "LASTGOOD_FORMER_SECRET_KEY",
  "LASTGOOD_FORMER_SECRET_KEY_FILE",
  "NEXTAUTH_SECRET_FILE",
  "LASTGOOD_ADMIN_PASSWORD",
  "LASTGOOD_ADMIN_PASSWORD_FILE",
]);

function withoutKeptBack(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !KEPT_BACK.has(name))) as NodeJS.ProcessEnv;
}
