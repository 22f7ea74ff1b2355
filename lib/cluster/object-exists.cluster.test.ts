import { afterEach, expect, test } from "vitest";
import { describeOnEachCluster } from "@/e2e/support/clusters";
import { bodyOf } from "@/e2e/support/test-deployment";
import type { ConnectionSource } from "./connection";
import { HttpClient } from "./http-client";
import { as, asAdmin, closeAll, closing } from "./testing/real-door";
import type { NamedObject } from "./types";

const CANARY = "canary-of-what-a-secret-holds";

afterEach(closeAll);

describeOnEachCluster("whether an object is there", (target) => {
  const isReal = target.cluster.name === "real";
  const named = (kind: NamedObject["kind"], name: string) => ({ kind, namespace: target.namespace, name });
  const makeSecret = async () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": CANARY };
    const body = { metadata: { name: "openai", annotations }, stringData: { key: CANARY } };
    bodyOf(await target.admin("POST", `/api/v1/namespaces/${target.namespace}/secrets`, body));
  };

  test("is told of a Secret, an account and a claim; a cluster that knows no such kind says nothing", async () => {
    const cluster = asAdmin(target);
    if (isReal) await makeSecret();
    expect(await cluster.exists(named("Secret", "openai"))).toBe(isReal ? true : null);
    for (const kind of ["Secret", "ServiceAccount", "PersistentVolumeClaim"] as const)
      expect(await cluster.exists(named(kind, "gone"))).toBe(isReal ? false : null);
  });

  test.runIf(isReal)("is asked so that nothing of what a Secret holds is sent, its annotations neither", async () => {
    await makeSecret();
    const bodies: string[] = [];
    const connection = await connectionOf();
    const source: ConnectionSource = { current: () => Promise.resolve(connection), renew: () => Promise.resolve(connection) };
    const http = new HttpClient(source);
    closing.push(() => http.close());
    const path = `/api/v1/namespaces/${target.namespace}/secrets/openai`;
    for (const query of [{ includeObject: "None" }, {}] as Record<string, string>[])
      bodies.push(JSON.stringify((await http.call({ method: "GET", path, query, expects: "table", safe: true })).body));
    expect(bodies.map((body) => [body.includes('"openai"'), body.includes(CANARY)])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  test.runIf(isReal)("is refused to whoever may not ask", async () => {
    await expect(as("nobody-knows-this-token", target.cluster.url).exists(named("Secret", "openai"))).rejects.toMatchObject({
      reason: "unauthorized",
    });
  });

  async function connectionOf() {
    const tls = { ca: null, cert: null, key: null, servername: null, rejectUnauthorized: false };
    return { server: target.cluster.url, proxyUrl: null, tls, headers: { authorization: `Bearer ${target.cluster.adminToken}` } };
  }
});
