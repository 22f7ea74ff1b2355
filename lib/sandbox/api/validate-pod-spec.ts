import type { Cause } from "../objects/api-error";
import type { Container, PodSpec } from "../objects/kube-object";
import { quantityValue } from "../objects/quantity";
import { bad, required, validateLabel } from "./validate-names";

const duplicate = (field: string, value: string): Cause => ({
  reason: "FieldValueDuplicate",
  message: `Duplicate value: ${JSON.stringify(value)}`,
  field,
});

/** What must hold of a pod's spec; only what a person may get wrong by hand. */
export function validatePodSpec(field: string, spec: PodSpec): Cause[] {
  const volumes = (spec.volumes ?? []).map(({ name }) => name);
  const causes: Cause[] = [];
  if (spec.containers.length === 0) causes.push(required(`${field}.containers`));
  volumes.forEach((name, at) => {
    causes.push(...(name ? validateLabel(`${field}.volumes[${at}].name`, name) : [required(`${field}.volumes[${at}].name`)]));
    if (volumes.indexOf(name) < at) causes.push(duplicate(`${field}.volumes[${at}].name`, name));
  });
  const seen = new Set<string>();
  for (const list of ["containers", "initContainers"] as const) {
    (spec[list] ?? []).forEach((container, at) => {
      causes.push(...validateContainer(`${field}.${list}[${at}]`, container, volumes));
      if (seen.has(container.name)) causes.push(duplicate(`${field}.${list}[${at}].name`, container.name));
      seen.add(container.name);
    });
  }
  return causes;
}

function validateContainer(field: string, container: Container, volumes: string[]): Cause[] {
  const causes: Cause[] = [];
  causes.push(...(container.name ? validateLabel(`${field}.name`, container.name) : [required(`${field}.name`)]));
  if (!container.image) causes.push(required(`${field}.image`));
  (container.ports ?? []).forEach(({ containerPort }, at) => {
    if (!containerPort) causes.push(required(`${field}.ports[${at}].containerPort`));
    else if (containerPort < 1 || containerPort > 65535) {
      causes.push(bad(`${field}.ports[${at}].containerPort`, containerPort, "must be between 1 and 65535, inclusive"));
    }
  });
  (container.env ?? []).forEach(({ name, value, valueFrom }, at) => {
    if (!name) causes.push(required(`${field}.env[${at}].name`));
    if (value && valueFrom) causes.push(bad(`${field}.env[${at}].valueFrom`, "", "may not be specified when `value` is not empty"));
  });
  (container.volumeMounts ?? []).forEach(({ name, mountPath }, at) => {
    const mount = `${field}.volumeMounts[${at}]`;
    if (!volumes.includes(name))
      causes.push({ reason: "FieldValueNotFound", message: `Not found: ${JSON.stringify(name)}`, field: `${mount}.name` });
    if (!mountPath) causes.push(required(`${mount}.mountPath`));
  });
  return [...causes, ...validateResources(`${field}.resources`, container.resources)];
}

function validateResources(field: string, resources: Container["resources"]): Cause[] {
  return Object.entries(resources?.requests ?? {}).flatMap(([name, request]) => {
    const limit = resources?.limits?.[name];
    if (limit === undefined || (quantityValue(request) ?? 0) <= (quantityValue(limit) ?? 0)) return [];
    return [bad(`${field}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`)];
  });
}
