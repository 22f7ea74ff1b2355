import type { Snapshot } from "@/lib/bots/types";
import type { Cluster, Pod } from "@/lib/cluster/types";
import { openQuestions, type OpenQuestions } from "@/lib/health/open-questions";
import type { Clock } from "@/lib/platform/clock";
import { Answers } from "./answers";

/** Well within the 5 s in which a reason is to be shown, with the tick of the worker. */
const EVERY_MS = 3_000;
/** Pods of one bot mostly have the same trouble: so many of them are asked about. */
const MOST_PODS = 3;

/**
 * Asks about bots in trouble what no watch shows: the events of their pods and claims, the last lines of what crashed, why no pods are made. Nobody waits for it:
 * a snapshot gets what is known by now, and `onNews` is called for its bot when more is. Without the right to ask, less is known, and nothing else happens.
 */
export class Inquiries {
  readonly #answers: Answers;
  readonly #clock: Clock;
  readonly #onNews: (uid: string) => void;

  constructor({ clock, onNews }: { clock: Clock; onNews: (uid: string) => void }) {
    this.#answers = new Answers(clock);
    this.#clock = clock;
    this.#onNews = onNews;
  }

  /** Whether no answer is awaited. */
  get idle(): boolean {
    return this.#answers.idle;
  }

  enrich(cluster: Cluster, snapshot: Snapshot): Snapshot {
    const { workload, pods } = snapshot;
    const onNews = () => this.#onNews(workload.uid);
    const now = this.#clock.now();
    const asked = pods
      .flatMap((pod) => {
        const questions = openQuestions(pod, now);
        return questions ? [{ pod, questions }] : [];
      })
      .sort((a, b) => b.pod.createdAt.getTime() - a.pod.createdAt.getTime())
      .slice(0, MOST_PODS);
    const known = new Map(asked.map(({ pod, questions }) => [pod.uid, this.#withAnswers(cluster, pod, questions, onNews)]));
    const enriched = known.size > 0 ? { ...snapshot, pods: pods.map((pod) => known.get(pod.uid) ?? pod) } : snapshot;

    // Short of pods, and of these kinds only events say why.
    if (workload.ref.kind === "Deployment" || pods.length >= workload.desired) return enriched;
    const refusal = this.#answers.to({
      key: `refusal ${workload.uid}`,
      everyMs: EVERY_MS,
      right: `events ${workload.ref.namespace}`,
      ask: () => cluster.lastCreateRefusal(workload),
      onNews,
    });
    return { ...enriched, refusal: refusal ?? null };
  }

  #withAnswers(cluster: Cluster, pod: Pod, { events, claims, crashed }: OpenQuestions, onNews: () => void): Pod {
    const { namespace, uid } = pod;
    const shared = { everyMs: EVERY_MS, right: `events ${namespace}`, onNews };
    const told = [
      ...(events ? [this.#answers.to({ ...shared, key: `pod ${uid}`, ask: () => cluster.listEvents({ namespace, uid }) })] : []),
      ...claims.map((claim) =>
        this.#answers.to({ ...shared, key: `claim ${namespace}/${claim}`, ask: () => cluster.listEvents({ namespace, claim }) }),
      ),
    ];
    const asked = { ...pod, events: told.flatMap((each) => each ?? []) };
    if (!crashed) return asked;
    const lines = this.#answers.to({
      key: `log ${uid} ${crashed.container}`,
      version: String(crashed.restarts),
      everyMs: null,
      right: `log ${namespace}`,
      ask: () => cluster.lastLines({ namespace, pod: pod.name, container: crashed.container }),
      onNews,
    });
    const withLines = (containers: Pod["containers"]) =>
      containers.map((container) =>
        container.name === crashed.container && lines?.length ? { ...container, lastLines: lines } : container,
      );
    return { ...asked, containers: withLines(pod.containers), initContainers: withLines(pod.initContainers) };
  }
}
