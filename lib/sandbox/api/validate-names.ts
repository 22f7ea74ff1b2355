import type { Cause } from "../objects/api-error";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const configKey = "[-._a-zA-Z0-9]+";

export const bad = (field: string, value: unknown, why: string): Cause => ({
  reason: "FieldValueInvalid",
  message: `Invalid value: ${JSON.stringify(value) ?? "null"}: ${why}`,
  field,
});
export const required = (field: string, why?: string): Cause => ({
  reason: "FieldValueRequired",
  message: why === undefined ? "Required value" : `Required value: ${why}`,
  field,
});
export const forbidden = (field: string, why: string): Cause => ({ reason: "FieldValueForbidden", message: `Forbidden: ${why}`, field });

export const tooLong = (field: string, most: number): Cause => ({
  reason: "FieldValueTooLong",
  message: `Too long: may not be more than ${most} bytes`,
  field,
});

export function validateSubdomain(field: string, value: string): Cause[] {
  if (value.length <= 253 && new RegExp(`^${subdomain}$`).test(value)) return [];
  return [
    bad(
      field,
      value,
      `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
    ),
  ];
}

export function validateLabel(field: string, value: string): Cause[] {
  if (value.length > 63) return [bad(field, value, "must be no more than 63 characters")];
  if (new RegExp(`^${label}$`).test(value)) return [];
  return [
    bad(
      field,
      value,
      `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name', or '123-abc', regex used for validation is '${label}')`,
    ),
  ];
}

export function validateConfigKey(field: string, key: string): Cause[] {
  const causes: Cause[] = [];
  if (key.length > 253) causes.push(bad(field, key, "must be no more than 253 characters"));
  if (!new RegExp(`^${configKey}$`).test(key)) {
    causes.push(
      bad(
        field,
        key,
        `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '${configKey}')`,
      ),
    );
  }
  if (key === "." || key === "..") causes.push(bad(field, key, `must not be '${key}'`));
  else if (key.startsWith("..")) causes.push(bad(field, key, "must not start with '..'"));
  return causes;
}

const qualifiedPart = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

/** The keys of labels and annotations; the values of labels. */
export function validateLabels(field: string, labels: Record<string, string> = {}): Cause[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...validateQualifiedName(field, key),
    ...(value.length <= 63 && new RegExp(`^(${qualifiedPart})?$`).test(value)
      ? []
      : [
          bad(
            field,
            value,
            `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', or 'my_value', or '12345', regex used for validation is '(${qualifiedPart})?')`,
          ),
        ]),
  ]);
}

export function validateQualifiedName(field: string, key: string): Cause[] {
  const [name = "", prefix] = key.split("/").reverse();
  const fits =
    name.length <= 63 &&
    new RegExp(`^${qualifiedPart}$`).test(name) &&
    (prefix === undefined || validateSubdomain(field, prefix).length === 0);
  if (fits) return [];
  return [
    bad(
      field,
      key,
      `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'my.name', or '123-abc', regex used for validation is '${qualifiedPart}')`,
    ),
  ];
}
