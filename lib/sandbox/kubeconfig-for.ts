/**
 * JSON is YAML: kubectl and every client library read it. kubectl sends no token over plain HTTP, so the address carries it too.
 */
export function kubeconfigFor(url: string, token?: string): string {
  const name = "practice";
  return `${JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      "current-context": name,
      clusters: [{ name, cluster: { server: token === undefined ? url : `${url}/as/${token}` } }],
      users: [{ name, user: token === undefined ? {} : { token } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
    },
    null,
    2,
  )}\n`;
}
