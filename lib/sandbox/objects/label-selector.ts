import { badRequest } from "./api-error";
import type { LabelSelector } from "./kube-object";

export type Matcher = (labels: Record<string, string>) => boolean;

/** Reads the text form (`app=bot,tier!=web,env in (a,b),!canary,release`). @throws ApiError 400 */
export function parseLabelSelector(text: string): Matcher {
  const matchers = splitRequirements(text).map(parseRequirement);
  return (labels) => matchers.every((matches) => matches(labels));
}

/** Commas inside parentheses belong to a set, the others part requirements. */
const splitRequirements = (text: string) =>
  text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function parseRequirement(text: string): Matcher {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return operator === "in"
      ? (labels) => key in labels && values.includes(labels[key] ?? "")
      : (labels) => !(key in labels && values.includes(labels[key] ?? ""));
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(text);
  if (equality) {
    const [, key = "", operator, value = ""] = equality;
    return operator === "!=" ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const existence = /^(!?)\s*([^\s=!()]+)$/.exec(text);
  if (existence) {
    const [, not, key = ""] = existence;
    return not ? (labels) => !(key in labels) : (labels) => key in labels;
  }
  const missing = /^\S+\s+(in|notin)$/.test(text) ? "found '' expected: '('" : `found '${text}', expected: an operator`;
  throw badRequest(`unable to parse requirement: ${missing}`);
}

/** The object form, as workloads carry it. */
export function matchesSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Record<string, string> = {}): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      switch (operator) {
        case "In":
          return key in labels && values.includes(labels[key] ?? "");
        case "NotIn":
          return !(key in labels && values.includes(labels[key] ?? ""));
        case "Exists":
          return key in labels;
        default:
          return !(key in labels);
      }
    })
  );
}

/** The text form of the object form, as a Scale reports it. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key, operator, values = [] }) =>
    operator === "Exists" ? key : operator === "DoesNotExist" ? `!${key}` : `${key} ${operator.toLowerCase()} (${values.join(",")})`,
  );
  return [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...expressions].join(",");
}
