import { describe, expect, test } from "vitest";
import { MASK } from "./mask";
import { maskText } from "./mask-text";

/** No key of anybody: drawn once, for this table. */
const DRAWN = "q7Rk2VxLp9Tz4WmJ8sYb3NcH";
const HEX = "9f3a61c07be24d58a1f0c3d2e4b59786";
const COMMIT = "3f2a9c61d07be24d58a1f0c3d2e4b597860a1b2c";
const DIGEST = `${HEX}${HEX}`;

describe("text with a credential in it", () => {
  test.each<[string, string, string]>([
    ["a PEM private key", "x\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----\ny", "MIIEow IBAAKC"],
    ["a PEM key in one line of JSON", `"-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n-----END PRIVATE KEY-----\\n"`, "MIIEvQ"],
    ["a PEM key that breaks off", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "b3BlbnNz"],
    ["a PGP private key", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----", "lQOYBF"],
    ["a JWT", "sent eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl to it", "eyJhbGci c2lnbmF0dXJl"],
    ["a JWT without a signature", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "eyJzdWIi"],
    ["an OpenAI key", "Incorrect API key provided: sk-proj-canary0123456789abcd", "canary0123456789abcd"],
    ["an Anthropic key", `sk-ant-api03-${DRAWN}`, DRAWN],
    ["a Stripe key", "sk_live_canary00112233", "canary00112233"],
    ["a Stripe webhook secret", "whsec_canary00112233", "canary00112233"],
    ["a GitHub token", "ghp_canaryCanaryCanary01", "canaryCanary"],
    ["a GitHub app's token", "gho_canaryCanaryCanary01", "canaryCanary"],
    ["a fine-grained GitHub token", "github_pat_11CANARY_canary", "CANARY_canary"],
    ["a GitLab token", "glpat-canary-canary01", "canary-canary01"],
    ["a GitLab job token", "glcbt-64_canarycanary", "canarycanary"],
    ["a Slack bot token", "xoxb-123456789-canary", "123456789-canary"],
    ["a Slack app token", "xapp-1-A0-canarycanary", "canarycanary"],
    ["a Slack webhook", "posts to https://hooks.slack.com/services/T000/B000/canary now", "T000/B000/canary"],
    ["a Discord webhook", "https://discord.com/api/webhooks/42/canary", "42/canary"],
    ["a Telegram bot's address", "https://api.telegram.org/bot42:canary/getMe", "canary"],
    ["an AWS key id", "uses AKIAIOSFODNN7CANARY1", "AKIAIOSFODNN7CANARY1"],
    ["a temporary AWS key id", "ASIAIOSFODNN7CANARY1", "ASIAIOSFODNN7CANARY1"],
    ["an AWS secret key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "K7MDENG bPxRfiCY"],
    ["a Google API key", "AIzaSyCanaryCanaryCanary", "SyCanary"],
    ["a Google access token", "ya29.canarycanary", "canarycanary"],
    ["an npm token", "npm_canary0123456789abcdef", "0123456789abcdef"],
    ["a Hugging Face token", `hf_${DRAWN}`, DRAWN],
    ["a SendGrid key", `SG.${DRAWN}.canary`, DRAWN],
    ["a Docker token", "dckr_pat_canarycanary", "canarycanary"],
    ["a Vault token", "hvs.canarycanarycanary", "canarycanary"],
    ["a Grafana token", "glsa_canarycanarycanary", "canarycanary"],
    ["a bearer", "Authorization: Bearer canary", "canary"],
    ["a bearer in a header flag", `curl -H "Authorization: Bearer canary" http://x`, "canary"],
    ["a basic header", "authorization: Basic Y2FuYXJ5", "Y2FuYXJ5"],
    ["a bearer without its header", "with Bearer canary-0123", "canary-0123"],
    ["a password in an address", "postgres://bot:canary@db:5432/bot", "canary"],
    ["a password with an @ in it", "redis://:can@ary@cache", "can@ary ary@"],
    ["a password as the Go driver writes it", "bot:canary@tcp(db:3306)/bot", "canary"],
    ["a signature in an address", "https://s.blob.example/x?se=2026-01-01&sig=can%2Bary%2F012345", "ary"],
    ["a key in an address", "GET https://maps.example/v1?key=canarycanary&q=x", "canarycanary"],
    ["a password beside its name", "password=canary", "canary"],
    ["an upper-case name", "kubectl set env deployment/bot BOT_TOKEN=canary --record=true", "canary"],
    ["a flag", "start --token=canary --verbose", "canary"],
    ["a flag and what follows", "start --api-key canary --verbose", "canary"],
    ["a helm value", "helm upgrade bot ./bot --set auth.password=canary,replicas=2", "canary"],
    ["a value with a comma", "DB_PASSWORD=can,ary", "can,ary"],
    ["a quoted value of several words", `export SECRET="can ary"`, "can ary"],
    ["a quoted value that nothing closes", `PASSWORD="can ary`, "can ary"],
    ["a name and a colon", "login failed, password: canary1", "canary1"],
    ["a name of two words", "access key: canary1", "canary1"],
    ["a JSON member", `{"user": "bot", "clientSecret": "can\\"ary"}`, "ary"],
    ["a JSON text in a JSON text", `"{\\"apiKey\\": \\"canary\\"}"`, "canary"],
    ["a connection string", "Server=db;User=bot;Password=canary;Encrypt=true", "canary"],
    ["an Azure connection string", "AccountName=bot;AccountKey=canary==;EndpointSuffix=x", "canary"],
    ["an environment variable in JSON", `{"name":"BOT_TOKEN","value":"canary"}`, "canary"],
    ["an environment variable as Go prints it", `v1.EnvVar{Name:"BOT_TOKEN", Value:"canary", ValueFrom:nil}`, "canary"],
    ["an XML element", "<password>canary</password>", "canary"],
    ["an XML attribute", `<property name="db.password" value="canary"/>`, "canary"],
    ["a user and password for curl", "curl -u bot:canary https://x", "canary"],
    ["an npmrc line", "//registry.npmjs.org/:_authToken=canary", "canary"],
    ["a long drawn word", `rotated to ${DRAWN}`, DRAWN],
    ["a drawn word in a path", `/v1/hooks/${DRAWN}/run`, DRAWN],
    ["a drawn word behind a harmless name", `SALTED=${DRAWN}`, DRAWN],
    ["base64", "dGhpcyBpcyBhIGNhbmFyeSBrZXk5", "dGhpcyBp"],
    ["base64url", "Zk3_tR-9xQ7vLm2Wp5sYb8NcH4jD", "Zk3_tR"],
    ["hex of 32 digits", `id ${HEX}`, HEX],
    ["hex of 64 digits that nobody calls a digest", DIGEST, HEX],
    ["a commit that nobody calls one", `uses ${COMMIT}`, COMMIT],
  ])("%s is hidden", (_, text, secrets) => {
    const masked = maskText(text);
    expect(masked).toContain(MASK);
    for (const secret of secrets.split(" ")) expect(masked).not.toContain(secret);
    expect(maskText(masked)).toBe(masked);
  });

  test("keeps the words around it", () => {
    expect(maskText("bot: login with --token=canary failed at https://bot:canary@db/x?y=1 (3 times)")).toBe(
      `bot: login with --token=${MASK} failed at https://bot:${MASK}@db/x?y=1 (3 times)`,
    );
    expect(maskText(`{"apiKey":"canary","model":"gpt-4o","max_tokens":4096}`)).toBe(
      `{"apiKey":"${MASK}","model":"gpt-4o","max_tokens":4096}`,
    );
  });
});

describe("text that a person needs is left alone:", () => {
  test.each([
    ["an image with a tag", "registry.example.com:5000/team/omniserve-production:1.2.0-rc.1"],
    ["an image by digest", `ghcr.io/acme/omniserve@sha256:${DIGEST}`],
    ["an image with tag and digest", `omniserve:1.2.0@sha256:${DIGEST}`],
    ["an image whose tag is a commit", `ghcr.io/acme/omniserve:${COMMIT}`],
    ["an image id", `docker-pullable://omniserve@sha256:${DIGEST}`],
    ["a container id", `containerd://${DIGEST}`],
    ["a commit that is called one", `Deploy commit ${COMMIT}`],
    ["a commit's address", `https://github.com/acme/omniserve/commit/${COMMIT}`],
    ["a checksum that is called one", `checksum/config: ${DIGEST}`],
    ["integrity of a package", "sha512-svtcdpS8CgJyqAjEQIXdb3OjhFVVYjzGAPO8WGCmRbrml64SPw=="],
    ["a short commit", "merged 3f2a9c6 (#1204)"],
    ["a UUID", "0b7f6c1e-93d2-4f0a-8a53-1c2d3e4f5a6b"],
    ["a volume's UUID", "pvc-0b7f6c1e-93d2-4f0a-8a53-1c2d3e4f5a6b is not bound"],
    ["a pod", "Pod omniserve-production-7f9c8d6b5-x2x4z crashes on start (restarted 4 times, last exit code 1)."],
    ["a ReplicaSet", `Created new replica set "omniserve-production-5d69b7f94c"`],
    ["a copy of a ConfigMap", "omni-rules-thresholds-lg-3f2a9c61d07be24d"],
    ["a node", "gke-omni-prod-default-pool-3f2a9c1b-k7x2"],
    ["a host of a cloud", "ip-10-0-12-34.eu-west-1.compute.internal"],
    ["an id of ours", "rb_9f3a61c07be24d58a1f0c3d2"],
    ["an instance's id", "i-0abcd1234ef567890"],
    ["a class", "org.springframework.boot.autoconfigure.AutoConfigurationImportSelector"],
    ["a field of Kubernetes", "requiredDuringSchedulingIgnoredDuringExecution"],
    ["a path", "/usr/local/lib/python3.11/site-packages/transformers/modeling_utils.py"],
    ["a path with versions", "/opt/models/meta-llama/Llama-3.1-70B-Instruct-AWQ-INT4/config.json"],
    ["a model", "claude-3-5-sonnet-20241022 and mistral-7b-instruct-v0.2.Q4_K_M.gguf"],
    ["an address", "https://api.example.com/v1beta1/projects/omniserve-production/locations/eu-west-1"],
    ["an address with a port and an @", "http://cache.bots.svc:8080/users/@me"],
    ["a user and group", "docker run -u 1000:1000 omniserve"],
    ["a version", "v20.11.1-linux-x64-musl+build.20240501.1234"],
    ["a time", "2026-11-21T10:15:30.123456789Z"],
    ["a date range", "2026-11-21T10:00:00Z/2026-11-22T10:00:00Z"],
    ["numbers", "request 20261121101530123456 took 1234567890 ns"],
    ["kebab words", "correct-horse-battery-staple-and-a-paper-clip"],
    ["a German word", "Rechtsschutzversicherungsgesellschaften und Donaudampfschifffahrt"],
    ["a long lower-case word", "pneumonoultramicroscopicsilicovolcanoconiosis"],
    ["shouting", "DO_NOT_RESTART_THIS_BOT_DURING_BUSINESS_HOURS"],
    ["a rule", "=================================================="],
    ["a table", "+--------------------+--------------------+"],
    ["a base class of a language", "ThisIsQuiteALongCamelCaseNameForAHandlerFactory"],
    ["a missing Secret", `couldn't find key token in Secret bots/bot-token`],
    ["a Secret that is not there", `Error: secret "bot-token" not found`],
    ["a field that is required", "spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name: Required value"],
    ["a token's error", "failed to read token: unexpected end of JSON input"],
    ["what an answer says of credentials", "The cluster does not accept Lastgood's credentials: they may have expired or been revoked."],
    ["how to send one", "Send the token as: Authorization: Bearer <token>. Nothing was changed."],
    ["a check's answer", "✓ secret key: opens what is stored."],
    ["a Secret's name", "secretName: bot-token-prod"],
    ["a reference to a credential", "--token=$(BOT_TOKEN) --password=${DB_PASSWORD}"],
    ["where a credential lies", "POSTGRES_PASSWORD_FILE=/run/secrets/pg"],
    ["how long one lasts", "tokenExpirationSeconds: 3600"],
    ["a limit of a model", "max_tokens: 4096, tokens_per_minute=90000"],
    ["a tokenizer", "tokenizer: cl100k_base"],
    ["a stop token", "eos_token: </s>"],
    ["a switch", "automountServiceAccountToken: false"],
    ["basic words", "Basic authentication is off; bearer authentication failed"],
    ["a library", "sk-learn and npm_config_registry and hf_transfer_enabled"],
    ["a quota's refusal", `pods "omni-1" is forbidden: exceeded quota: bots, requested: limits.memory=2Gi, used: limits.memory=8Gi`],
    ["a scheduler's words", "0/3 nodes are available: 1 Insufficient memory, 2 node(s) had untolerated taint {dedicated: gpu}."],
    ["a webhook's refusal", `admission webhook "policy.example.com" denied the request: image must come from registry.example.com`],
    ["a template", "password: {{ .Values.password }}"],
    ["a change cause", "kubectl set image deployment/omniserve omniserve=omniserve:1.2.0 --record=true"],
    ["an e-mail address", "Deployed by kim.lee@example.com"],
    ["a field manager", "kubectl-client-side-apply"],
    ["nothing", ""],
  ])("%s", (_, text) => expect(maskText(text)).toBe(text));
});

describe("1 MiB of hostile text takes a moment, not minutes", () => {
  const MIB = 1 << 20;

  test.each<[start: string, unit: string]>([
    ["", "a"],
    ["", "-"],
    ["", '"'],
    ["", "\\"],
    ["", "token"],
    ["", "token: "],
    ["", "--token "],
    ["", "//a:"],
    ["", "a:b@"],
    ["", "sk-"],
    ["", "eyJ"],
    ["", "aB3dE5gH7iJ9kL1mN3oP5qR7s "],
    ["--", "a"],
    ["//a:", "b"],
    ["token=", ",a"],
    ['token="', "\\"],
    ["authorization:", " "],
    ["eyJaaaaaa.", "eyJa."],
    ["-----BEGIN PRIVATE KEY-----", "-----BEGIN "],
  ])("%j and then %j again and again", (start, unit) => {
    const text = start + unit.repeat(MIB / unit.length);
    const began = performance.now();
    maskText(text);
    // Each takes less than 100 ms on an idle core; what grows with the square of the length takes minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
