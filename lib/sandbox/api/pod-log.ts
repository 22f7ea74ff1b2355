import type { Cluster } from "../cluster";
import { ApiError, badRequest, notFound } from "../objects/api-error";
import type { Pod } from "../objects/kube-object";
import { resourceNamed } from "./resources";

export type LogOptions = { container: string | null; previous: boolean; tailLines: number | null; limitBytes: number | null };

/** @throws ApiError 400 */
export function logOptions(query: URLSearchParams): LogOptions {
  const count = (name: string) => {
    const value = query.get(name);
    if (value !== null && !/^\d+$/.test(value)) throw badRequest(`invalid ${name}: ${value}`);
    return value === null ? null : Number(value);
  };
  const previous = ["true", "1"].includes(query.get("previous") ?? "");
  return { container: query.get("container"), previous, tailLines: count("tailLines"), limitBytes: count("limitBytes") };
}

/** What `kubectl logs` shows: what its image is known for, how it crashed, or a line that says it runs. @throws ApiError 404, 400 */
export function podLog({ store, images }: Cluster, namespace: string | undefined, name = "", options: LogOptions): string {
  const pod = store.get("pods", namespace, name) as Pod | undefined;
  if (pod === undefined) throw notFound(resourceNamed("pods"), name);
  const wanted = pod.spec.containers.filter((container) => options.container === null || container.name === options.container);
  if (wanted.length === 0) throw badRequest(`container ${options.container} is not valid for pod ${name}`);
  const lines = wanted.flatMap(({ name: container, image = "" }) => {
    const status = pod.status?.containerStatuses?.find((known) => known.name === container);
    if (status?.lastState?.terminated) return crashOf(image, status.lastState.terminated.exitCode);
    if (options.previous) {
      throw new ApiError(400, "BadRequest", `previous terminated container "${container}" in pod "${name}" not found`);
    }
    const { log = `INFO ${image} is up`, unreadyLog = log } = images[image] ?? {};
    return (status?.state.running && !status.ready ? unreadyLog : log).split("\n");
  });
  const shown = options.tailLines === null ? lines : lines.slice(Math.max(0, lines.length - options.tailLines));
  const text = shown.map((line) => `${line}\n`).join("");
  return options.limitBytes === null ? text : Buffer.from(text).subarray(0, options.limitBytes).toString();
}

function crashOf(image: string, exitCode: number): string[] {
  return [`INFO ${image} is starting`, "ERROR sentiment mode is not known: strict", `FATAL cannot start: exit ${exitCode}`];
}
