import type { ImageBehaviour } from "./cluster";
import { demoConfig } from "./demo-config";
import type { SeedBot, SeedRelease } from "./seed";

const hours = (count: number) => count * 3_600_000;
const days = (count: number) => hours(24 * count);

const readinessProbe = { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5, failureThreshold: 3 };

interface Story {
  version: string;
  age: number;
  commit: string;
  cause: string;
  memory: string;
  env: Record<string, string>;
}

const release = (name: string, { version, age, commit, cause, memory, env }: Story): SeedRelease => ({
  image: `registry.example/${name}:${version}`,
  age,
  env,
  labels: { "app.kubernetes.io/version": version },
  annotations: { "kubernetes.io/change-cause": cause, "org.opencontainers.image.revision": commit },
  resources: { requests: { cpu: "100m", memory }, limits: { memory } },
  readinessProbe,
});

/** Six bots with a past: what the demo shows, and what people practise on. */
export const demoFleet: readonly SeedBot[] = [
  {
    name: "omniserve",
    title: "OmniServe",
    team: "support",
    ...demoConfig.omniserve,
    // The bad deploy takes two of its three pods down with it: coming back takes as long as pods take to start.
    maxUnavailable: 2,
    namespace: "support",
    replicas: 3,
    releases: [
      {
        version: "1.0.4",
        age: days(34),
        commit: "4be1c07",
        cause: "Answer refunds from the new policy",
        memory: "512Mi",
        env: { MODEL: "support-small-3", SENTIMENT_MODE: "off" },
      },
      {
        version: "1.1.0",
        age: days(9),
        commit: "c7d02ab",
        cause: "Route VIP tickets to the priority queue",
        memory: "768Mi",
        env: { MODEL: "support-small-4", VIP_QUEUE: "priority" },
      },
    ].map((story) => release("omniserve", story)),
  },
  {
    name: "greeter",
    title: "Greeter",
    team: "conversations",
    ...demoConfig.greeter,
    namespace: "support",
    replicas: 2,
    releases: [
      {
        version: "0.8.1",
        age: days(61),
        commit: "1f0a9d3",
        cause: "Say good evening after six",
        memory: "128Mi",
        env: { LOCALES: "en,de" },
      },
      { version: "0.9.0", age: days(20), commit: "77b4e21", cause: "Speak French", memory: "128Mi", env: { LOCALES: "en,de,fr" } },
    ].map((story) => release("greeter", story)),
  },
  {
    name: "knowledge-search",
    title: "Knowledge search",
    team: "support",
    ...demoConfig["knowledge-search"],
    namespace: "support",
    replicas: 2,
    releases: [
      {
        version: "3.4.0",
        age: days(27),
        commit: "9c2be60",
        cause: "Search release notes too",
        memory: "1Gi",
        env: { TOP_K: "5" },
      },
      {
        version: "3.4.2",
        age: days(6),
        commit: "e84d1f9",
        cause: "Fewer duplicate answers",
        memory: "1Gi",
        env: { TOP_K: "8" },
      },
    ].map((story) => release("knowledge-search", story)),
  },
  {
    name: "night-shift",
    title: "Night shift",
    team: "on-call",
    ...demoConfig["night-shift"],
    namespace: "support",
    replicas: 1,
    strategy: "Recreate",
    releases: [
      {
        version: "2.0.3",
        age: days(48),
        commit: "b00f5c8",
        cause: "Wait 30 s before paging",
        memory: "256Mi",
        env: { CHANNEL: "on-call" },
      },
      {
        version: "2.1.0",
        age: days(13),
        commit: "5d93aa4",
        cause: "Page the secondary after 5 min",
        memory: "256Mi",
        env: { CHANNEL: "on-call", ESCALATE_AFTER: "5m" },
      },
    ].map((story) => release("night-shift", story)),
  },
  {
    name: "billing-helper",
    title: "Billing helper",
    team: "commerce",
    ...demoConfig["billing-helper"],
    namespace: "commerce",
    replicas: 2,
    releases: [
      {
        version: "5.2.0",
        age: days(40),
        commit: "0ad6e17",
        cause: "Explain pro-rated invoices",
        memory: "384Mi",
        env: { CURRENCY: "EUR" },
      },
      { version: "5.2.1", age: days(31), commit: "f3c8b52", cause: "Round to cents", memory: "384Mi", env: { CURRENCY: "EUR" } },
      {
        version: "5.3.0",
        age: days(4),
        commit: "82e7d90",
        cause: "Offer payment plans",
        memory: "512Mi",
        env: { CURRENCY: "EUR", PLANS: "on" },
      },
    ].map((story) => release("billing-helper", story)),
  },
  {
    name: "returns",
    title: "Returns",
    team: "commerce",
    ...demoConfig.returns,
    namespace: "commerce",
    replicas: 2,
    releases: [
      {
        version: "1.6.0",
        age: days(22),
        commit: "6ba1940",
        cause: "Print labels for three carriers",
        memory: "256Mi",
        env: { CARRIERS: "3" },
      },
      {
        version: "1.7.0",
        age: hours(52),
        commit: "d15e0c3",
        cause: "Ask for a photo of damaged goods",
        memory: "256Mi",
        env: { CARRIERS: "3", ASK_PHOTO: "damaged" },
      },
    ].map((story) => release("returns", story)),
  },
];

/** Knowledge search looks for the index that its config names, when it starts and whenever the file changes. */
const knowledgeSearch: ImageBehaviour = {
  unreadyWhen: String.raw`/etc/bot/retrieval.yaml matches ^index: (?!handbook-2026-1[01]\s*$)`,
  unreadyLog:
    "INFO retrieval.yaml read\nERROR the index that retrieval.yaml names does not exist\nERROR readiness: nothing to search, refusing traffic",
};

/** What follows from the images themselves, however they are deployed. */
export const demoImages: Record<string, ImageBehaviour> = {
  "registry.example/omniserve:1.2.0": {
    behaviour: "never-ready",
    log: "INFO model loaded\nWARN sentiment=strict labelled 412 of 415 tickets urgent\nERROR readiness: answer rate below 0.5, refusing traffic",
  },
  "registry.example/knowledge-search:3.4.0": knowledgeSearch,
  "registry.example/knowledge-search:3.4.2": knowledgeSearch,
};
