import type { RequestOptions } from "node:https";
import { createSecureContext } from "node:tls";
import type { KubeConfig } from "@kubernetes/client-node";
import { ClusterError } from "./cluster-error";
import type { Connection } from "./connection";
import { inSeconds } from "./in-seconds";
import { misconfigured } from "./misconfigured";
import { tlsOptions } from "./tls-options";

const PLUGIN_TIMEOUT_MS = 20_000;

/** What the chosen context says, with its files read and its credential plug-in asked. `origin` begins the sentences about what is wrong. */
export async function toConnection(config: KubeConfig, origin: string): Promise<Connection> {
  const cluster = config.getCurrentCluster();
  const server = parseServer(cluster?.server, origin);
  const options: RequestOptions = {};
  await withinTime(config.applyToHTTPSOptions(options), origin, pluginOf(config)).catch((error: unknown) => {
    throw explained(error, origin, pluginOf(config));
  });

  const connection: Connection = {
    server,
    proxyUrl: cluster?.proxyUrl ? parseProxy(cluster.proxyUrl, origin) : null,
    tls: {
      ca: material(options.ca),
      cert: material(options.cert),
      key: material(options.key),
      servername: options.servername ?? null,
      rejectUnauthorized: options.rejectUnauthorized !== false,
    },
    headers: headersOf(options, origin),
  };
  try {
    // Node passes over an authority that it cannot read, and then trusts nobody.
    if (connection.tls.ca !== null && !connection.tls.ca.includes("-----BEGIN")) throw new Error("not PEM");
    createSecureContext(tlsOptions(connection));
  } catch {
    throw misconfigured(
      `${origin} has a certificate authority, client certificate or key that is not valid PEM, or a key that is not the certificate's`,
    );
  }
  return connection;
}

function parseServer(server: string | undefined, origin: string): string {
  const url = URL.canParse(server ?? "") ? new URL(server ?? "") : null;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw misconfigured(`${origin} has a server that is not an http:// or https:// address`);
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function parseProxy(proxy: string, origin: string): string {
  if (!URL.canParse(proxy) || !["http:", "https:", "socks5:"].includes(new URL(proxy).protocol)) {
    throw misconfigured(`${origin} has a proxy-url that is not an http://, https:// or socks5:// address`);
  }
  return proxy;
}

function headersOf({ headers, auth }: RequestOptions, origin: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) found[name.toLowerCase()] = String(value).trim();
  if (auth) found.authorization ??= `Basic ${Buffer.from(auth).toString("base64")}`;
  if (Object.values(found).some((value) => !/^[\x20-\x7e]+$/.test(value)))
    throw misconfigured(`${origin} has a token that holds characters no token may hold`);
  return found;
}

/** Node also knows lists and key objects here; a kubeconfig has neither. */
function material(value: unknown): Buffer | string | null {
  return typeof value === "string" || Buffer.isBuffer(value) ? value : null;
}

function pluginOf(config: KubeConfig): string | null {
  const command: unknown = (config.getCurrentUser()?.exec as { command?: unknown } | null | undefined)?.command;
  return typeof command === "string" ? command : null;
}

/** A plug-in that waits for a browser or a password would otherwise wait for ever. */
function withinTime<T>(work: Promise<T>, origin: string, plugin: string | null): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const sentence = `${origin}: ${plugin === null ? "its sign-in provider" : `the credential plug-in “${plugin}”`} gave no answer within ${inSeconds(PLUGIN_TIMEOUT_MS)}`;
    timer = setTimeout(() => reject(misconfigured(sentence)), PLUGIN_TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The plug-in's own output stays out: it may hold what it failed to hand over. */
function explained(error: unknown, origin: string, plugin: string | null): ClusterError {
  if (error instanceof ClusterError) return error;
  const { code, path } = error as { code?: string; path?: string };
  if (plugin !== null && code === "ENOENT")
    return misconfigured(`${origin} asks for the credential plug-in “${plugin}”, which is not installed here`);
  if (plugin !== null) return misconfigured(`${origin}: the credential plug-in “${plugin}” failed; run it by hand to see why`);
  if (path !== undefined) return misconfigured(`${origin} names the file ${path}, which cannot be read (${code ?? "unknown error"})`);
  return misconfigured(`${origin} has credentials that cannot be used`);
}
