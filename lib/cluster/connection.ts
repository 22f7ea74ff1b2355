/** Where a cluster is and how to prove who we are. Holds credentials: never log it, never put it into an error. */
export type Connection = {
  /** Origin and base path, without a slash at the end. */
  server: string;
  proxyUrl: string | null;
  tls: Tls;
  /** Authorization and impersonation. */
  headers: Record<string, string>;
};

export type Tls = {
  ca: Buffer | string | null;
  cert: Buffer | string | null;
  key: Buffer | string | null;
  servername: string | null;
  rejectUnauthorized: boolean;
};

/** A way to get a `Connection` again and again: files are read anew and plug-ins asked anew by `renew`. */
export type ConnectionSource = {
  /** Re-reads what the configuration's own rules find stale (a token file after a minute, a plug-in's token past its expiry). */
  current(): Promise<Connection>;
  /** Forgets everything cached and loads from scratch: what was refused with 401 must not be offered again. */
  renew(): Promise<Connection>;
};
