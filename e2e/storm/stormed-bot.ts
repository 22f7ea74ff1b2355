import type { BotCtx } from "@/lib/bots/ctx";
import type { Random } from "../chaos/random";
import type { Target } from "../support/clusters";
import { configure, deploy, pathOf, type Behaviour } from "../support/workloads";
import type { Recorder, SeenBot } from "./recorder";

/** While what a plan shows was looked at, in ms. */
export type Shown = { from: number; to: number };

/** A bot that is walked through a storm, and what its walk knows of it past the product. */
export class StormedBot {
  readonly trace: string[] = [];
  /** By plan. */
  readonly shown = new Map<string, Shown>();
  /** What a map held while an image was deployed, or put back, with it. */
  readonly contents = new Map<string, Set<string>>();
  readonly met = new Map<string, number>();
  /** What goes on beside the walk. */
  readonly beside: Promise<unknown>[] = [];
  id = "";
  #deploys = 0;
  #edits = 0;
  /** Which image was brought last, whether or not it was seen since. */
  #brought = "";

  constructor(
    readonly name: string,
    readonly random: Random,
    readonly target: Pick<Target, "admin" | "namespace" | "cluster">,
    readonly recorder: Recorder,
    /** What a request of a session has. */
    readonly ctx: (session: number) => BotCtx,
    readonly secret: string,
  ) {}

  say(words: string): void {
    this.trace.push(words);
    this.count(words.replace(/\d+(\.\d+)*/g, "N"));
  }

  count(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1);
  }

  get live(): SeenBot | undefined {
    return this.recorder.templates(this.name, Date.now(), Date.now()).at(-1);
  }

  async deploy(behaviour: Behaviour, withMap: boolean): Promise<void> {
    const version = `1.${++this.#deploys}.0`;
    this.#brought = `omniserve:${version}`;
    if (withMap) await this.#put(`version: ${version}\n`, `omniserve:${version}`);
    else this.#belongs(`omniserve:${version}`, this.recorder.content(this.#map, Date.now()));
    await deploy(this.target, {
      name: this.name,
      version,
      behaviour,
      replicas: 1 + this.random.below(2),
      env: { API_TOKEN: this.secret },
      config: [this.#map],
      // A target that does not come up is called failed within the walk.
      spec: { progressDeadlineSeconds: 10 },
    });
  }

  edit(): Promise<void> {
    return this.#put(`edit: ${++this.#edits}\n`, this.live?.image ?? "");
  }

  /** A write by somebody else. */
  async write(by: string, body: unknown, type = "application/merge-patch+json"): Promise<void> {
    await this.target.admin("PATCH", `${pathOf(this.target.namespace, "Deployment", this.name)}?fieldManager=${by}`, body, type);
  }

  /** Puts a former template back, as `kubectl rollout undo` and GitOps controllers do. */
  putBack(by: string, { template, image }: SeenBot): Promise<void> {
    // Nobody may have seen it live before: then its release is what it is now.
    this.#brought = image;
    this.#belongs(image, this.recorder.content(this.#map, Date.now()));
    return this.write(by, [{ op: "replace", path: "/spec/template", value: template }], "application/json-patch+json");
  }

  get #map(): string {
    return `${this.name}-rules`;
  }

  async #put(content: string, image: string): Promise<void> {
    // With the former image it may be seen for a moment, whoever comes first.
    for (const one of [image, this.live?.image ?? image, this.#brought]) this.#belongs(one, content);
    await configure(this.target, this.#map, { "rules.yaml": content });
  }

  #belongs(image: string, content: string | null): void {
    const known = this.contents.get(image) ?? new Set();
    this.contents.set(image, content === null ? known : known.add(content));
  }
}
