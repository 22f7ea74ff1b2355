/** Nobody may frame the button, and nothing may be taken for what it is not. */
const headers = [
  { key: "content-security-policy", value: "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'" },
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "same-origin" },
];

/** A public link is a secret in an address: it is not sent on, kept or indexed. */
const behindPublicLink = [
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-robots-tag", value: "noindex, nofollow, noarchive" },
  { key: "cache-control", value: "private, no-store" },
];

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  poweredByHeader: false,
  devIndicators: false,
  outputFileTracingRoot: import.meta.dirname,
  serverExternalPackages: ["@node-rs/argon2", "@kubernetes/client-node", "pino"],
  headers: async () => [
    { source: "/:path*", headers },
    { source: "/status/public/:path*", headers: behindPublicLink },
    { source: "/api/v1/public-status/:path*", headers: behindPublicLink },
  ],
};
