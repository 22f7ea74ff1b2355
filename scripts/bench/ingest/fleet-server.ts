import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { selfSigned } from "@/lib/cluster/testing/self-signed";
import type { WatchedKind } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Change } from "./fleet-bot";

const KINDS: Record<string, WatchedKind> = {
  "/apis/apps/v1/deployments": "Deployment",
  "/apis/apps/v1/statefulsets": "StatefulSet",
  "/apis/apps/v1/daemonsets": "DaemonSet",
  "/apis/apps/v1/replicasets": "ReplicaSet",
  "/apis/apps/v1/controllerrevisions": "ControllerRevision",
  "/api/v1/pods": "Pod",
  "/api/v1/configmaps": "ConfigMap",
};
const BOOKMARK_EVERY_MS = 30_000;

/** What a worker needs of an API server: lists in pages and watches, over TLS and HTTP/2 as the real one speaks. Its watches do not end by themselves. */
export class FleetServer {
  readonly #objects = new Map<WatchedKind, Map<string, JsonObject>>(Object.values(KINDS).map((kind) => [kind, new Map()]));
  readonly #watches = new Map<http2.ServerHttp2Stream, WatchedKind>();
  readonly #server: http2.Http2SecureServer;
  readonly #certificate = selfSigned();
  readonly #bookmarks: NodeJS.Timeout;
  #version = 1;

  constructor() {
    this.#server = http2.createSecureServer({ ...this.#certificate, settings: { maxConcurrentStreams: 250 } });
    this.#server.on("stream", (stream, headers) =>
      this.#answer(
        stream.on("error", () => undefined),
        String(headers[":path"]),
      ),
    );
    this.#bookmarks = setInterval(() => this.#bookmark(), BOOKMARK_EVERY_MS).unref();
  }

  async listen(): Promise<{ kubeconfig: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    const ca = Buffer.from(this.#certificate.cert).toString("base64");
    const cluster = { server: `https://127.0.0.1:${port}`, "certificate-authority-data": ca };
    const config = {
      apiVersion: "v1",
      kind: "Config",
      "current-context": "load",
      clusters: [{ name: "load", cluster }],
      users: [{ name: "load", user: { token: "load" } }],
      contexts: [{ name: "load", context: { cluster: "load", user: "load" } }],
    };
    return { kubeconfig: JSON.stringify(config) };
  }

  /** Whether every kind is watched. */
  get isWatched(): boolean {
    return new Set(this.#watches.values()).size === this.#objects.size;
  }

  /** Bytes that the worker has not taken yet. */
  get backlog(): number {
    return [...this.#watches.keys()].reduce((sum, stream) => sum + stream.writableLength, 0);
  }

  /** Takes a change in and tells whoever watches. */
  apply({ kind, type, object }: Change): void {
    const metadata = object.metadata as JsonObject;
    metadata.resourceVersion = String((this.#version += 1));
    const held = this.#objects.get(kind);
    if (type === "DELETED") held?.delete(String(metadata.uid));
    else held?.set(String(metadata.uid), object);
    const line = `${JSON.stringify({ type, object })}\n`;
    for (const [stream, watched] of this.#watches) if (watched === kind) stream.write(line);
  }

  async close(): Promise<void> {
    clearInterval(this.#bookmarks);
    for (const stream of this.#watches.keys()) stream.close();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      setTimeout(resolve, 1_000).unref();
    });
  }

  #answer(stream: http2.ServerHttp2Stream, path: string): void {
    const { pathname, searchParams } = new URL(path, "https://load");
    const kind = KINDS[pathname];
    stream.respond({ ":status": kind ? 200 : 404, "content-type": "application/json" });
    if (!kind) return void stream.end(JSON.stringify({ kind: "Status", code: 404, message: `no ${pathname}` }));
    if (!searchParams.has("watch")) return void stream.end(JSON.stringify(this.#page(kind, searchParams)));
    this.#watches.set(stream, kind);
    stream.on("close", () => this.#watches.delete(stream));
  }

  #page(kind: WatchedKind, query: URLSearchParams): JsonObject {
    const all = [...(this.#objects.get(kind)?.values() ?? [])];
    const [from, limit] = [Number(query.get("continue") ?? 0), Number(query.get("limit") ?? all.length)];
    const next = from + limit < all.length ? { continue: String(from + limit) } : {};
    return { metadata: { resourceVersion: String(this.#version), ...next }, items: all.slice(from, from + limit) };
  }

  #bookmark(): void {
    const line = `${JSON.stringify({ type: "BOOKMARK", object: { metadata: { resourceVersion: String(this.#version) } } })}\n`;
    for (const stream of this.#watches.keys()) stream.write(line);
  }
}
