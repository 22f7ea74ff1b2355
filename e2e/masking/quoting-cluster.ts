import { isObject, type JsonObject } from "@/lib/platform/json";
import type { Target } from "../support/clusters";
import { waitUntil } from "../support/wait-until";
import type { Canaries } from "./canaries";
import { BOT, MARKER } from "./planted-bot";

type Pod = {
  metadata: { name: string; labels: { app?: string }; deletionTimestamp?: string };
  status: JsonObject;
  spec: { containers: { image: string }[] };
};

/** Lets what runs pods quote secrets in all that it says of them: why one finds no node, why another does not start, how it ended, and what happened. */
export async function quoteSecrets({ admin, namespace }: Pick<Target, "admin" | "namespace">, canaries: Canaries, version: string) {
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  const [one, other] = await waitUntil(`pods of ${version}`, async () => {
    const { items } = (await admin("GET", pods)).body as { items: Pod[] };
    const mine = items.filter(({ metadata, spec }) => metadata.labels.app === BOT && spec.containers[0]?.image.endsWith(`:${version}`));
    const up = mine.filter(({ metadata, status }) => !metadata.deletionTimestamp && status.phase === "Running");
    return up.length === 2 && up;
  });
  const tell = async (pod: Pod | undefined, status: JsonObject) => {
    const path = `${pods}/${pod?.metadata.name}/status`;
    const answer = await admin("PATCH", path, { status }, "application/merge-patch+json");
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  const said = (where: string) => `${MARKER} ${where}: token=${canaries.named(where)} or ${canaries.formed(`${where}, word`)}`;
  const conditions = (Array.isArray(one?.status.conditions) ? one.status.conditions : []).filter(isObject);
  await tell(one, {
    conditions: [
      ...conditions.filter(({ type }) => type !== "PodScheduled"),
      { type: "PodScheduled", status: "False", reason: "Unschedulable", message: said("pod condition"), lastTransitionTime: NOW() },
    ],
  });
  const waiting = { reason: "CreateContainerConfigError", message: said("waiting container") };
  const ended = { exitCode: 1, reason: "Error", message: said("ended container"), startedAt: NOW(), finishedAt: NOW() };
  const container = {
    name: "bot",
    image: other?.spec.containers[0]?.image ?? "",
    imageID: "",
    ready: false,
    started: false,
    restartCount: 0,
  };
  await tell(other, { containerStatuses: [{ ...container, state: { waiting }, lastState: { terminated: ended } }] });
  const { name = "" } = other?.metadata ?? {};
  await tellEvent({ admin, namespace }, { kind: "Pod", name, reason: "Failed", message: said("event") });
}

/** Quotes a secret where nothing but an event says why an object gets no pods. */
export async function quoteInEvent(target: Pick<Target, "admin" | "namespace">, canaries: Canaries, object: { name: string; uid: string }) {
  const message = `${MARKER} event: create Pod failed: token=${canaries.named("FailedCreate event")}`;
  await tellEvent(target, { kind: "StatefulSet", ...object, reason: "FailedCreate", message });
}

type Told = { kind: string; name: string; uid?: string; reason: string; message: string };

async function tellEvent({ admin, namespace }: Pick<Target, "admin" | "namespace">, { kind, name, uid, reason, message }: Told) {
  const involvedObject = { kind, namespace, name, ...(uid === undefined ? {} : { uid }) };
  const event = { metadata: { name: `${name}.quotes` }, involvedObject, type: "Warning", reason, message, lastTimestamp: NOW() };
  const answer = await admin("POST", `/api/v1/namespaces/${namespace}/events`, event);
  if (answer.status >= 300) throw new Error(`event: ${JSON.stringify(answer.body)}`);
}

const NOW = () => `${new Date().toISOString().slice(0, 19)}Z`;
