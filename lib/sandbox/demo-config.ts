import type { PodReads } from "./seed";

/** What OmniServe reads at `/etc/bot/assistant.yaml`; the threshold decides when it hands over to a person. */
export const assistantYaml = (threshold: string) => `# OmniServe: how it talks, what it may do, where it sends people.
tone:
  style: friendly
  languages: [en, de, fr]
  sign_off: Your OmniServe team
handoff:
  confidence_threshold: ${threshold}
  after_failed_answers: 2
refund_threshold: 150
routing:
  - intent: billing
    queue: billing
  - intent: outage
    queue: on-call
    priority: urgent
  - customer: vip
    queue: priority
`;

/** What Knowledge search reads at `/etc/bot/retrieval.yaml`. */
export const retrievalYaml = (index: string) => `index: ${index}
min_score: 0.35
rerank:
  model: rerank-small-2
  keep: 3
answer:
  cite_sources: true
  max_sources: 3
`;

interface DemoConfig {
  /** By name. A bot may read another bot's. */
  configMaps?: Record<string, Record<string, string>>;
  reads: PodReads;
}

/** What the demo's bots read beside their templates. A map is the namespace's: two bots read one of them, each its own key. */
export const demoConfig = {
  omniserve: {
    configMaps: {
      "omniserve-config": { "assistant.yaml": assistantYaml("0.7"), LOG_LEVEL: "info" },
      "omniserve-prompts": {
        "system.txt": "You are OmniServe, the support assistant. Be brief, be kind, and hand over to a person when you are asked to.\n",
        "refund.txt": "Refund up to the threshold yourself. Above it, collect the order number and hand over.\n",
      },
    },
    reads: {
      env: [{ name: "LOG_LEVEL", valueFrom: { configMapKeyRef: { name: "omniserve-config", key: "LOG_LEVEL" } } }],
      volumes: [
        { name: "config", configMap: { name: "omniserve-config", items: [{ key: "assistant.yaml", path: "assistant.yaml" }] } },
        { name: "prompts", configMap: { name: "omniserve-prompts" } },
      ],
      volumeMounts: [
        { name: "config", mountPath: "/etc/bot" },
        { name: "prompts", mountPath: "/etc/prompts" },
      ],
    },
  },
  greeter: {
    configMaps: {
      "greeter-phrases": { "phrases.json": '{ "morning": "Good morning!", "evening": "Good evening!", "fallback": "Hello!" }\n' },
      "support-desk": {
        "hours.yaml": "open: 08:00\nclose: 20:00\nzone: Europe/Berlin\nweekend: closed\n",
        "escalation.yaml": "first: on-call\nsecond: support-lead\nafter: 5m\n",
      },
    },
    reads: {
      volumes: [
        { name: "phrases", configMap: { name: "greeter-phrases" } },
        { name: "desk", configMap: { name: "support-desk", items: [{ key: "hours.yaml", path: "hours.yaml" }] } },
      ],
      volumeMounts: [
        { name: "phrases", mountPath: "/etc/bot" },
        { name: "desk", mountPath: "/etc/desk" },
      ],
    },
  },
  "knowledge-search": {
    configMaps: {
      "knowledge-search-config": { "retrieval.yaml": retrievalYaml("handbook-2026-11") },
      "knowledge-search-sources": {
        "sources.yaml": "sources:\n  - handbook\n  - release-notes\n",
        "synonyms.txt": "invoice = bill\nrefund = money back\n",
      },
    },
    reads: {
      volumes: [
        {
          name: "config",
          projected: { sources: [{ configMap: { name: "knowledge-search-config" } }, { configMap: { name: "knowledge-search-sources" } }] },
        },
      ],
      volumeMounts: [{ name: "config", mountPath: "/etc/bot" }],
    },
  },
  "night-shift": {
    configMaps: { "night-shift-pager": { SERVICE: "support-night", QUIET_HOURS: "22:00-06:00" } },
    reads: {
      envFrom: [{ prefix: "PAGER_", configMapRef: { name: "night-shift-pager" } }],
      volumes: [{ name: "desk", configMap: { name: "support-desk", items: [{ key: "escalation.yaml", path: "escalation.yaml" }] } }],
      volumeMounts: [{ name: "desk", mountPath: "/etc/desk" }],
    },
  },
  "billing-helper": {
    configMaps: { "billing-helper-plans": { "plans.properties": "plans.months=3,6,12\nplans.minimum=60\nplans.fee=0\n" } },
    reads: {
      env: [{ name: "GATEWAY_TOKEN", valueFrom: { secretKeyRef: { name: "billing-gateway", key: "token" } } }],
      volumes: [{ name: "plans", configMap: { name: "billing-helper-plans" } }],
      volumeMounts: [{ name: "plans", mountPath: "/etc/bot/plans.properties", subPath: "plans.properties" }],
    },
  },
  returns: {
    configMaps: { "returns-policy": { "policy.yaml": "window_days: 30\nphoto:\n  ask_for: damaged\n  at_most: 3\n", LABEL_FORMAT: "a6" } },
    reads: {
      env: [{ name: "LABEL_FORMAT", valueFrom: { configMapKeyRef: { name: "returns-policy", key: "LABEL_FORMAT" } } }],
      volumes: [{ name: "policy", configMap: { name: "returns-policy", items: [{ key: "policy.yaml", path: "policy.yaml" }] } }],
      volumeMounts: [{ name: "policy", mountPath: "/etc/bot" }],
    },
  },
} satisfies Record<string, DemoConfig>;
