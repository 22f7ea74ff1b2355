import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { ClusterError } from "./cluster-error";
import { loadConnection } from "./load-connection";
import { selfSigned } from "./testing/self-signed";

const folder = mkdtempSync(path.join(tmpdir(), "lastgood-kubeconfig-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = "canary-0b7e61d4";
let files = 0;
function fileWith(content: string | Buffer): string {
  const file = path.join(folder, `config-${(files += 1)}`);
  writeFileSync(file, content);
  return file;
}

type Parts = { clusters?: unknown; users?: unknown; contexts?: unknown; "current-context"?: unknown };
const kubeconfig = (parts: Parts = {}) =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: "https://10.0.0.1:6443/" } }],
    users: [{ name: "u", user: { token: SECRET } }],
    contexts: [
      { name: "prod", context: { cluster: "c", user: "u" } },
      { name: "stage", context: { cluster: "c", user: "u" } },
    ],
    "current-context": "prod",
    ...parts,
  });
const withCluster = (cluster: object) => kubeconfig({ clusters: [{ name: "c", cluster }] });
const withUser = (user: object) => kubeconfig({ users: [{ name: "u", user }] });
const load = (file: string, context: string | null = null) => loadConnection({ kubeconfig: file, context }).current();

describe("a kubeconfig", () => {
  test("gives the server, the token and the way to verify", async () => {
    expect(await load(fileWith(kubeconfig()))).toEqual({
      server: "https://10.0.0.1:6443",
      proxyUrl: null,
      tls: { ca: null, cert: null, key: null, servername: null, rejectUnauthorized: true },
      headers: { authorization: `Bearer ${SECRET}` },
    });
  });

  test("may be plain HTTP, as the practice cluster is", async () => {
    expect(await load(fileWith(withCluster({ server: "http://127.0.0.1:8001" })))).toMatchObject({ server: "http://127.0.0.1:8001" });
  });

  test("may have no user at all", async () => {
    const connection = await load(fileWith(kubeconfig({ users: [], contexts: [{ name: "prod", context: { cluster: "c" } }] })));
    expect(connection.headers).toEqual({});
  });

  test("names certificates by files relative to itself, or holds them", async () => {
    const { cert, key } = selfSigned();
    writeFileSync(path.join(folder, "ca.crt"), cert);
    const files = await load(
      fileWith(
        kubeconfig({
          clusters: [{ name: "c", cluster: { server: "https://10.0.0.1", "certificate-authority": "ca.crt", "tls-server-name": "kube" } }],
          users: [
            {
              name: "u",
              user: {
                "client-certificate-data": Buffer.from(cert).toString("base64"),
                "client-key-data": Buffer.from(key).toString("base64"),
              },
            },
          ],
        }),
      ),
    );
    expect(String(files.tls.ca)).toBe(cert);
    expect([String(files.tls.cert), String(files.tls.key), files.tls.servername]).toEqual([cert, key, "kube"]);
  });

  test.each([
    ["a password", { username: "ada", password: SECRET }, { authorization: `Basic ${Buffer.from(`ada:${SECRET}`).toString("base64")}` }],
    ["another user's name", { token: SECRET, as: "robot" }, { authorization: `Bearer ${SECRET}`, "impersonate-user": "robot" }],
    ["a token with a line's end", { token: `${SECRET}\n` }, { authorization: `Bearer ${SECRET}` }],
  ])("signs in with %s", async (_, user, headers) => {
    expect((await load(fileWith(withUser(user)))).headers).toEqual(headers);
  });

  test("several files count as one, the first of each name first", async () => {
    const first = fileWith(kubeconfig({ users: [], "current-context": "" }));
    const second = fileWith(kubeconfig({ clusters: [{ name: "c", cluster: { server: "https://10.9.9.9" } }] }));
    const connection = await load([first, second].join(path.delimiter));
    expect(connection).toMatchObject({ server: "https://10.0.0.1:6443", headers: { authorization: `Bearer ${SECRET}` } });
  });
});

describe("credentials that change", () => {
  test("a token file is read anew after a refusal", async () => {
    writeFileSync(path.join(folder, "token"), "first\n");
    const source = loadConnection({ kubeconfig: fileWith(withUser({ tokenFile: "token", token: "stale" })), context: null });
    expect((await source.current()).headers).toEqual({ authorization: "Bearer first" });
    writeFileSync(path.join(folder, "token"), "second\n");
    expect((await source.current()).headers).toEqual({ authorization: "Bearer first" });
    expect((await source.renew()).headers).toEqual({ authorization: "Bearer second" });
    expect((await source.current()).headers).toEqual({ authorization: "Bearer second" });
  });

  test("a credential plug-in is asked once, and again after a refusal", async () => {
    const script = path.join(folder, "plugin.sh");
    writeFileSync(
      script,
      `#!/bin/sh\necho x >> "${folder}/asked"\nn=$(wc -l < "${folder}/asked" | tr -d ' ')\ncase "$KUBERNETES_EXEC_INFO" in *ExecCredential*) ;; *) exit 3;; esac\nprintf '{"status":{"token":"token-%s-%s"}}' "$n" "$FLAVOUR"\n`,
    );
    chmodSync(script, 0o755);
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "./plugin.sh", env: [{ name: "FLAVOUR", value: "sour" }] };
    const source = loadConnection({ kubeconfig: fileWith(withUser({ exec })), context: null });
    await Promise.all([source.current(), source.current()]);
    expect((await source.current()).headers).toEqual({ authorization: "Bearer token-1-sour" });
    expect((await source.renew()).headers).toEqual({ authorization: "Bearer token-2-sour" });
  });

  test("a kubeconfig that is repaired works without a restart", async () => {
    const file = fileWith("");
    const source = loadConnection({ kubeconfig: file, context: null });
    await expect(source.current()).rejects.toThrow("is empty");
    writeFileSync(file, kubeconfig());
    expect((await source.current()).server).toBe("https://10.0.0.1:6443");
  });
});

describe("what is wrong is said, and nothing of the content", () => {
  const missing = path.join(folder, "missing");
  const cases: [string, () => [file: string, context?: string], RegExp][] = [
    ["no file", () => [missing], /^There is no kubeconfig at .*missing\.$/],
    ["a folder", () => [folder], /is a folder: name the kubeconfig inside it\.$/],
    ["a file below a file", () => [path.join(fileWith("x"), "config")], /^There is no kubeconfig at/],
    ["an empty path", () => [""], /^The path of the kubeconfig is empty\.$/],
    ["an empty file", () => [fileWith("")], /is empty\.$/],
    ["white space", () => [fileWith(" \n\t\n")], /is empty\.$/],
    ["binary rubbish", () => [fileWith(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe]))], /is not text, so it is no kubeconfig\.$/],
    ["a huge file", () => [fileWith(Buffer.alloc(5 * 1024 * 1024, 97))], /is too large for a kubeconfig \(5 MiB\)\.$/],
    ["broken YAML", () => [fileWith(`clusters:\n  - name: a\n token: "${SECRET}\n  : [`)], /is not valid YAML: see line \d+\.$/],
    ["broken JSON", () => [fileWith(`{"users":[{"token":"${SECRET}"`)], /is not valid YAML: see line \d+\.$/],
    ["a name used twice", () => [fileWith(`clusters: []\nclusters: ["${SECRET}"]`)], /is not valid YAML: see line 2\.$/],
    [
      "an alias bomb",
      () => [fileWith(`a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`)],
      /is not valid YAML\.$/,
    ],
    ["a sentence", () => [fileWith(`the token is ${SECRET}`)], /is not a kubeconfig: it must have clusters, users and contexts\.$/],
    ["a bare token", () => [fileWith(SECRET)], /is not a kubeconfig/],
    ["a list", () => [fileWith(`[1, "${SECRET}"]`)], /is not a kubeconfig/],
    ["null", () => [fileWith("null")], /is not a kubeconfig/],
    ["another kind of YAML", () => [fileWith("apiVersion: v1\nkind: Pod\n")], /names no cluster\.$/],
    ["no clusters", () => [fileWith(kubeconfig({ clusters: [] }))], /names no cluster\.$/],
    ["no contexts", () => [fileWith(kubeconfig({ contexts: null }))], /names no context\.$/],
    ["clusters that are no list", () => [fileWith(kubeconfig({ clusters: { c: 1 } }))], /“clusters” must be a list\.$/],
    ["users that are text", () => [fileWith(kubeconfig({ users: SECRET }))], /“users” must be a list\.$/],
    [
      "an entry without a name",
      () => [fileWith(kubeconfig({ users: [{ user: { token: SECRET } }] }))],
      /entry 1 of “users” has no name\.$/,
    ],
    ["an entry that is null", () => [fileWith(kubeconfig({ contexts: [null] }))], /entry 1 of “contexts” has no name\.$/],
    ["no server", () => [fileWith(withCluster({}))], /cannot be used: clusters\[0\]\.cluster\.server is missing\.$/],
    ["a server that is a number", () => [fileWith(withCluster({ server: 6443 }))], /cannot be used/],
    [
      "a server that is no address",
      () => [fileWith(withCluster({ server: "10.0.0.1" }))],
      /has a server that is not an http:\/\/ or https:\/\/ address\.$/,
    ],
    ["a server of another kind", () => [fileWith(withCluster({ server: "ftp://10.0.0.1" }))], /has a server that is not/],
    ["an unknown proxy", () => [fileWith(withCluster({ server: "https://a", "proxy-url": "gopher://b" }))], /has a proxy-url that is not/],
    [
      "a context without a cluster",
      () => [fileWith(kubeconfig({ contexts: [{ name: "prod", context: {} }] }))],
      /contexts\[0\]\.context\.cluster is missing\.$/,
    ],
    ["no current context", () => [fileWith(kubeconfig({ "current-context": "" }))], /has no current context, and no other was named\.$/],
    ["a current context that is a list", () => [fileWith(kubeconfig({ "current-context": ["prod"] }))], /has no current context/],
    ["an unknown context", () => [fileWith(kubeconfig()), "production"], /has no context “production”; it has “prod”, “stage”\.$/],
    [
      "an unknown cluster",
      () => [fileWith(kubeconfig({ contexts: [{ name: "prod", context: { cluster: "x" } }] }))],
      /names the cluster “x”, which is not there\.$/,
    ],
    ["an unknown user", () => [fileWith(kubeconfig({ users: [] }))], /names the user “u”, who is not there\.$/],
    [
      "a missing authority file",
      () => [fileWith(withCluster({ server: "https://a", "certificate-authority": "gone.crt" }))],
      /names the file .*gone\.crt, which cannot be read \(ENOENT\)\.$/,
    ],
    [
      "a missing token file",
      () => [fileWith(withUser({ tokenFile: "gone.token" }))],
      /names the file .*gone\.token, which cannot be read \(ENOENT\)\.$/,
    ],
    [
      "an authority that is no PEM",
      () => [fileWith(withCluster({ server: "https://a", "certificate-authority-data": Buffer.from(SECRET).toString("base64") }))],
      /not valid PEM/,
    ],
    [
      "a client key that is no PEM",
      () => [fileWith(withUser({ "client-key-data": Buffer.from(SECRET).toString("base64") }))],
      /not valid PEM/,
    ],
    [
      "a token with a line break",
      () => [fileWith(withUser({ token: `${SECRET}\nHost: evil` }))],
      /has a token that holds characters no token may hold\.$/,
    ],
    ["a token with an umlaut", () => [fileWith(withUser({ token: `${SECRET}ü` }))], /has a token that holds characters/],
    ["a plug-in without a command", () => [fileWith(withUser({ exec: {} }))], /a credential plug-in has no command\.$/],
    [
      "a plug-in that is not installed",
      () => [fileWith(withUser({ exec: { command: "no-such-plugin-here" } }))],
      /asks for the credential plug-in “no-such-plugin-here”, which is not installed here\.$/,
    ],
    [
      "a plug-in that fails",
      () => [fileWith(withUser({ exec: { command: "sh", args: ["-c", `echo ${SECRET} >&2; exit 1`] } }))],
      /the credential plug-in “sh” failed; run it by hand to see why\.$/,
    ],
    [
      "a plug-in that prints no JSON",
      () => [fileWith(withUser({ exec: { command: "echo", args: [SECRET] } }))],
      /the credential plug-in “echo” failed/,
    ],
    [
      "a plug-in that prints other JSON",
      () => [fileWith(withUser({ exec: { command: "echo", args: ['{"kind":"x"}'] } }))],
      /the credential plug-in “echo” failed/,
    ],
  ];
  test.each(cases)("%s", async (_, make, sentence) => {
    const [file, context] = make();
    const error: unknown = await load(file, context ?? null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ClusterError);
    expect(error).toMatchObject({ reason: "unreachable", applied: "no", message: expect.stringMatching(sentence) as unknown });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(SECRET);
  });

  test("a file that nobody may read", async () => {
    const hidden = path.join(folder, "hidden");
    mkdirSync(hidden);
    const file = path.join(hidden, "config");
    writeFileSync(file, kubeconfig());
    chmodSync(file, 0o000);
    if (process.getuid?.() === 0) return; // root reads everything
    await expect(load(file)).rejects.toThrow("may not read the kubeconfig");
  });

  test("no cluster around us", async () => {
    await expect(loadConnection({ inCluster: true }).current()).rejects.toThrow(
      "Lastgood does not run inside a cluster: KUBERNETES_SERVICE_HOST is not set.",
    );
  });
});
