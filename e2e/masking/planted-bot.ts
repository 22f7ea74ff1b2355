import { isObject, type JsonObject } from "@/lib/platform/json";
import { manifest, type Behaviour } from "../support/workloads";
import type { Canaries } from "./canaries";

export const BOT = "careless";
export const SETTINGS = "careless-settings";
export const KEYS = "careless-keys";
/** What may be read everywhere: where it is not found, nothing was looked at. */
export const MARKER = "kingfisher";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A bot as careless people deploy it: secrets in every place that a template and its object have, other ones in each version. */
export function plantedBot(canaries: Canaries, version: string, behaviour: Behaviour = "ready"): JsonObject {
  const named = (place: string, between?: string) => canaries.named(`${version} ${place}`, between);
  const formed = (place: string, prefix?: string) => canaries.formed(`${version} ${place}`, prefix);
  const bot = manifest({ name: BOT, version, behaviour, replicas: 2, config: [SETTINGS], spec: { strategy: { type: "Recreate" } } });
  const { template } = bot.spec as { template: { metadata: JsonObject; spec: JsonObject } };
  const [container] = template.spec.containers as [JsonObject];
  container.env = [
    { name: "OPENAI_API_KEY", value: named("env OPENAI_API_KEY") },
    { name: "DB_PASSWORD", value: named("env DB_PASSWORD", `"\\+/ =é`) },
    { name: "GREETING", value: formed("env GREETING", "sk-proj-") },
    { name: "SEED", value: formed("env SEED", "") },
    { name: "SESSION", value: `eyJhbGciOiJIUzI1NiJ9.${formed("env SESSION", "eyJzdWIi")}.${formed("env SESSION, signed", "")}` },
    { name: "DATABASE_URL", value: `postgresql://bot:${named("env DATABASE_URL")}@db.example.com:5432/omni` },
    { name: "STRIPE_KEY", valueFrom: { secretKeyRef: { name: KEYS, key: "stripe", optional: true } } },
    { name: "TONE", value: `${MARKER} ${version}` },
  ];
  container.args = [`--token=${named("args --token=")}`, "--api-key", named("args --api-key")];
  container.command = ["run", `https://bot:${named("command, URL")}@feeds.example.com/in?sig=${formed("command, ?sig", "")}`];
  container.readinessProbe = { exec: { command: ["curl", "-H", `Authorization: Bearer ${formed("probe, header", "")}`, "localhost"] } };
  template.metadata.annotations = {
    ...(template.metadata.annotations as JsonObject),
    "ci.example.com/deploy-token": named("template annotation"),
    "ci.example.com/note": `pushed with ${formed("template annotation, note")}`,
  };
  const annotations = {
    "kubernetes.io/change-cause": `${MARKER} ${version}: helm upgrade --set apiToken=${named("change-cause")} ${formed("change-cause, word")}`,
    "ci.example.com/webhook-secret": named("object annotation"),
    "lastgood.dev/author": `Kim ${formed("author annotation")}`,
    "git-commit": formed("commit annotation"),
    "lastgood.dev/title": `Omni ${formed("title annotation")}`,
  };
  const applied = { ...bot, metadata: { name: BOT, annotations: { "ci.example.com/signing-key": named("last-applied") } } };
  bot.metadata = { name: BOT, annotations: { ...annotations, [LAST_APPLIED]: `${JSON.stringify(applied)}\n` } };
  return bot;
}

/** Its ConfigMap: a credential in each format that files come in. */
export function plantedSettings(canaries: Canaries, version: string): JsonObject {
  const named = (place: string) => canaries.named(`${version} ConfigMap, ${place}`);
  const formed = (place: string, prefix?: string) => canaries.formed(`${version} ConfigMap, ${place}`, prefix);
  const data = {
    "db-password": named("key db-password"),
    "app.yaml": [
      `tone: ${MARKER} ${version}`,
      `db:\n  user: omni\n  password: ${named("YAML password")}`,
      `passphrase: |\n  of ${named("YAML block")}`,
      `credentials:\n  - ${named("YAML list")}\n`,
    ].join("\n"),
    "app.json": JSON.stringify({ tone: version, apiKey: named("JSON apiKey"), credentials: { of: [named("JSON list")] } }),
    "app.properties": `tone=${version}\ndb.password=${named("properties db.password")}\n`,
    "notes.txt": `Of ${version}.\nCall it with ${formed("notes", "glpat-")}.\n-----BEGIN PRIVATE KEY-----\n${named("private key")}\n-----END PRIVATE KEY-----\n`,
  };
  const binaryData = { "model.bin": Buffer.from(`\u0000${formed("binary file")}`).toString("base64") };
  const annotations = {
    [LAST_APPLIED]: JSON.stringify({ data: { ...data, password: named("last-applied") } }),
    "kubernetes.io/change-cause": `tuned with --token ${named("change-cause")}`,
    "lastgood.dev/author": `Kim ${formed("author annotation")}`,
  };
  return { metadata: { name: SETTINGS, annotations }, data, binaryData };
}

/** The value of a literal variable of the bot's container. */
export function valueOf(bot: JsonObject, variable: string): string {
  const { template } = bot.spec as { template: { spec: { containers: { env: JsonObject[] }[] } } };
  return String(template.spec.containers[0]?.env.filter(isObject).find(({ name }) => name === variable)?.value);
}
