import { describe, expect, test } from "vitest";
import { MASK } from "./mask";
import { maskCredential } from "./mask-credential";

const HEX = "9f3a61c07be24d58a1f0c3d2e4b5978612345678";

describe("under a credential's name the whole value is hidden:", () => {
  test.each([
    "BOT_TOKEN",
    "token",
    "githubToken",
    "DB_PASSWORD",
    "passwd",
    "PGPASSWORD",
    "passphrase",
    "db.pwd",
    "dbPwd",
    "pwd",
    "CLIENT_SECRET",
    "client-secret",
    "secretKey",
    "SECRET_KEY_BASE",
    "API_KEY",
    "apiKey",
    "X-Api-Key",
    "api key",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "PRIVATE_KEY",
    "ssh-private-key",
    "SIGNING_KEY",
    "encryptionKey",
    "AccountKey",
    "AUTH_KEY",
    "GOOGLE_CREDENTIALS",
    "CONNECTION_STRING",
    "connectionString",
    "SENTRY_DSN",
    "sentryDsn",
    "Authorization",
    "session-cookie",
    "GITHUB_PAT",
    "HASH_SALT",
    "SESSION_JWT",
    "example.com/webhook-token",
    "--password",
  ])("%s", (name) => expect(maskCredential(name, "two words, 42")).toBe(MASK));
});

describe("a harmless value is shown:", () => {
  test.each([
    ["DB_PASSWORD", ""],
    ["USE_TOKEN", "false"],
    ["BOT_TOKEN", "$(FROM_SECRET)"],
    ["BOT_TOKEN", "${BOT_TOKEN}"],
    ["secretName", "bot-token-prod"],
    ["imagePullSecretName", "registry"],
    ["POSTGRES_PASSWORD_FILE", "/run/secrets/pg"],
    ["TOKEN_TTL_SECONDS", "3600"],
    ["TOKEN_URL", "https://id.example.com/token"],
    ["MAX_TOKENS", "4096"],
    ["maxTokens", "4096"],
    ["TOKENS_PER_MINUTE", "90_000"],
    ["TOKENIZER", "cl100k_base"],
    ["TOKENIZERS_PARALLELISM", "yes please"],
    ["EOS_TOKEN", "</s>"],
    ["KEY", "thresholds.yaml"],
    ["KEYBOARD", "qwerty"],
    ["COMPASS", "north"],
    ["PWD", "/app"],
    ["PATH", "/usr/local/bin:/usr/bin"],
    ["AUTHOR", "kim"],
    ["AUTHORITY", "https://id.example.com"],
    ["MODE", "strict"],
    ["commit", HEX],
    ["org.opencontainers.image.revision", HEX],
    ["GIT_SHA", HEX],
    ["checksum/config", HEX],
    ["image", `ghcr.io/acme/bot:${HEX}`],
  ])("%s=%s", (name, value) => expect(maskCredential(name, value)).toBe(value));
});

test("under another name what has the form of a credential is hidden", () => {
  expect(maskCredential("DATABASE_URL", "postgres://bot:hunter2@db/bot")).toBe(`postgres://bot:${MASK}@db/bot`);
  expect(maskCredential("BUILD", HEX)).toBe(MASK);
  expect(maskCredential("TOKEN_URL", "https://bot:hunter2@id")).toBe(`https://bot:${MASK}@id`);
  expect(maskCredential("commit", "ghp_canaryCanaryCanary01")).toBe(MASK);
});
