import type { Container, PodSpec, Probe } from "../objects/kube-object";
import type { Json } from "../objects/json";

/** Fills a pod's spec as the API server does. */
export function podSpecWithDefaults(spec: PodSpec): PodSpec {
  return {
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    securityContext: {},
    ...spec,
    containers: (spec.containers ?? []).map(containerWithDefaults),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(containerWithDefaults) } : {}),
    ...(spec.volumes ? { volumes: spec.volumes.map(volumeWithDefaults) } : {}),
    ...(typeof spec["serviceAccountName"] === "string" ? { serviceAccount: spec["serviceAccountName"] } : {}),
  };
}

function containerWithDefaults(container: Container): Container {
  const { lifecycle, readinessProbe, livenessProbe, startupProbe } = container;
  return {
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: pullPolicy(container.image ?? ""),
    ...container,
    resources: container.resources ?? {},
    ...(container.ports ? { ports: container.ports.map((port) => ({ protocol: "TCP", ...port })) } : {}),
    ...(container.env ? { env: container.env.map(envWithDefaults) } : {}),
    ...(readinessProbe ? { readinessProbe: probeWithDefaults(readinessProbe) } : {}),
    ...(livenessProbe ? { livenessProbe: probeWithDefaults(livenessProbe) } : {}),
    ...(startupProbe ? { startupProbe: probeWithDefaults(startupProbe) } : {}),
    ...(lifecycle
      ? {
          lifecycle: {
            ...lifecycle,
            ...(lifecycle.preStop ? { preStop: handlerWithDefaults(lifecycle.preStop) } : {}),
            ...(lifecycle.postStart ? { postStart: handlerWithDefaults(lifecycle.postStart) } : {}),
          },
        }
      : {}),
  };
}

function pullPolicy(image: string): string {
  const [name = ""] = image.split("@");
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  return image.includes("@") ? "IfNotPresent" : tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

const envWithDefaults = (variable: NonNullable<Container["env"]>[number]) => {
  const source = variable.valueFrom as { fieldRef?: Json } | undefined;
  return source?.fieldRef
    ? { ...variable, valueFrom: { ...source, fieldRef: { apiVersion: "v1", ...(source.fieldRef as object) } } }
    : variable;
};

function handlerWithDefaults(handler: Probe): Probe {
  if (handler.httpGet) return { ...handler, httpGet: { path: "/", scheme: "HTTP", ...handler.httpGet } };
  return handler.grpc ? { ...handler, grpc: { service: "", ...handler.grpc } } : handler;
}

const probeWithDefaults = (probe: Probe): Probe => ({
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  ...handlerWithDefaults(probe),
});

function volumeWithDefaults(volume: Record<string, Json> & { name: string }): Record<string, Json> & { name: string } {
  const result = { ...volume };
  for (const source of ["configMap", "secret", "projected", "downwardAPI"]) {
    const value = result[source];
    if (value) result[source] = { defaultMode: 0o644, ...(value as object) };
  }
  if (result["hostPath"]) result["hostPath"] = { type: "", ...(result["hostPath"] as object) };
  const downward = result["downwardAPI"] as { items?: { fieldRef?: object }[] } | undefined;
  if (downward?.items) {
    const items = downward.items.map((file) => (file.fieldRef ? { ...file, fieldRef: { apiVersion: "v1", ...file.fieldRef } } : file));
    result["downwardAPI"] = { ...downward, items } as Json;
  }
  if (Object.keys(result).length === 1) result["emptyDir"] = {};
  return result;
}
