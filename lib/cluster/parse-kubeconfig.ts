import path from "node:path";
import { parseDocument } from "yaml";
import { isObject, type JsonObject } from "@/lib/platform/json";
import { misconfigured } from "./misconfigured";

/**
 * A kubeconfig's text as an object that `@kubernetes/client-node` can load: checked, token files turned into the provider that re-reads
 * them (the library knows no `tokenFile`: https://github.com/kubernetes-client/javascript/blob/main/src/config_types.ts).
 */
export function parseKubeconfig(text: string, file: string): JsonObject {
  const config = parseYaml(text, file);
  const [clusters, users, contexts] = ["clusters", "users", "contexts"].map((part) => entries(config, part, file));
  if (clusters?.length === 0) throw misconfigured(`The kubeconfig ${file} names no cluster`);
  if (contexts?.length === 0) throw misconfigured(`The kubeconfig ${file} names no context`);
  const current = config["current-context"];
  return {
    clusters: (clusters ?? []).map((entry) => ({ ...entry, cluster: withPlainHttp(isObject(entry.cluster) ? entry.cluster : {}) })),
    contexts: contexts ?? [],
    users: (users ?? []).map((entry) => ({
      ...entry,
      user: withPlugin(withTokenFile(isObject(entry.user) ? entry.user : {}, file), file),
    })),
    "current-context": typeof current === "string" ? current : "",
  };
}

function parseYaml(text: string, file: string): JsonObject {
  // The parser's own message quotes the lines around the fault: only the line's number goes on.
  const document = parseDocument(text, { logLevel: "silent" });
  const fault = document.errors[0];
  if (fault) throw misconfigured(`The kubeconfig ${file} is not valid YAML${fault.linePos ? `: see line ${fault.linePos[0].line}` : ""}`);
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw misconfigured(`The kubeconfig ${file} is not valid YAML`);
  }
  if (!isObject(content)) throw misconfigured(`${file} is not a kubeconfig: it must have clusters, users and contexts`);
  return content;
}

function entries(config: JsonObject, part: string, file: string): (JsonObject & { name: string })[] {
  const list = config[part] ?? [];
  if (!Array.isArray(list)) throw misconfigured(`In the kubeconfig ${file}, “${part}” must be a list`);
  return list.map((entry, index) => {
    const name = isObject(entry) ? entry.name : undefined;
    if (!isObject(entry) || typeof name !== "string" || name === "")
      throw misconfigured(`In the kubeconfig ${file}, entry ${index + 1} of “${part}” has no name`);
    return { ...entry, name };
  });
}

function withTokenFile(user: JsonObject, file: string): JsonObject {
  const { tokenFile, "token-file": legacy, ...rest } = user;
  const found = tokenFile ?? legacy;
  if (typeof found !== "string" || found === "") return rest;
  // As for client-go, the file counts and a token beside it does not: https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/client_config.go
  const { token, ...withoutToken } = rest;
  return { ...withoutToken, "auth-provider": { name: "tokenFile", config: { tokenFile: path.resolve(path.dirname(file), found) } } };
}

/** The library refuses `http://` unless TLS verification, which there is none of, is switched off. */
function withPlainHttp(cluster: JsonObject): JsonObject {
  const { server } = cluster;
  return typeof server === "string" && server.startsWith("http://") ? { ...cluster, "insecure-skip-tls-verify": true } : cluster;
}

/** What client-go does and the library does not: a relative command is relative to the file, and the plug-in is told its protocol's version. */
function withPlugin(user: JsonObject, file: string): JsonObject {
  if (!isObject(user.exec)) return user;
  const { command, apiVersion, env } = user.exec;
  if (typeof command !== "string" || command === "") throw misconfigured(`In the kubeconfig ${file}, a credential plug-in has no command`);
  const info = { apiVersion: apiVersion ?? "client.authentication.k8s.io/v1", kind: "ExecCredential", spec: { interactive: false } };
  return {
    ...user,
    exec: {
      ...user.exec,
      command: command.includes("/") ? path.resolve(path.dirname(file), command) : command,
      env: [...(Array.isArray(env) ? env : []), { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(info) }],
    },
  };
}
