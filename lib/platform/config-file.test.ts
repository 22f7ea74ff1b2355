import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig, parseConfigFile } from "./config-file";
import { StartError } from "./start-error";

const SOAK = 600;
const TIMES = { LASTGOOD_SOAK: SOAK, LASTGOOD_VERIFY: 30 };
const parse = (text: string) => parseConfigFile(text, "lastgood.yaml", { soakSeconds: SOAK, verifySeconds: 30, teamLabel: null });

function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof StartError) return error.problems;
    throw error;
  }
  return [];
}

test("a whole file", () => {
  const text = `
environments:
  - name: production
    title: Live
    context: prod-eu
    namespaces: [support, commerce]
    selector: team=bots
    soak: 30m
    stamps: [team.example/redeployed-at]
    hold: 2d
    verify: 5s
    waitForTerminating: true
    alwaysTypeName: true
    teamLabel: example.com/team
  - name: staging
    namespaces: "*"
`;
  expect(parse(text)).toEqual([
    {
      name: "production",
      title: "Live",
      context: "prod-eu",
      namespaces: ["support", "commerce"],
      selector: "team=bots",
      soakSeconds: 1_800,
      stamps: ["team.example/redeployed-at"],
      watchSecrets: false,
      holdSeconds: 172_800,
      verifySeconds: 5,
      waitForTerminating: true,
      alwaysTypeName: true,
      teamLabel: "example.com/team",
    },
    {
      name: "staging",
      title: "Staging",
      context: null,
      namespaces: ["*"],
      selector: null,
      soakSeconds: SOAK,
      stamps: [],
      watchSecrets: false,
      holdSeconds: 86_400,
      verifySeconds: 30,
      waitForTerminating: false,
      alwaysTypeName: false,
      teamLabel: null,
    },
  ]);
});

test("the same namespace on two clusters is two places", () => {
  const text = `environments:
  - { name: eu, context: eu, namespaces: [bots] }
  - { name: us, context: us, namespaces: [bots] }
`;
  expect(parse(text)).toHaveLength(2);
});

describe("problems are told at once, each with its line", () => {
  test("wrong, missing and unknown settings", () => {
    const text = `environments:
  - name: Production
    namespaces: []
    soak: 10 minutes
    colour: red
    hold: 30m
    verify: 2h
    teamLabel: our team
  - title: Staging
    namespaces: [bots]
`;
    expect(problemsOf(text)).toEqual([
      "lastgood.yaml:2 environments.0.name: must be lower-case letters, digits and dashes, at most 63, such as production",
      "lastgood.yaml:3 environments.0.namespaces: must name at least one namespace",
      "lastgood.yaml:4 environments.0.soak: must be a number and a unit: 30s, 10m, 1h or 2d",
      "lastgood.yaml:6 environments.0.hold: must be at least 1h",
      "lastgood.yaml:7 environments.0.verify: must be at most 1h",
      "lastgood.yaml:8 environments.0.teamLabel: must be the key of a label, such as team or example.com/team",
      "lastgood.yaml:2 environments.0: has no setting colour",
      "lastgood.yaml:9 environments.1.name: is missing",
    ]);
  });

  test("two environments of one name, and a namespace that two of them claim", () => {
    const text = `environments:
  - { name: a, namespaces: [support, commerce] }
  - { name: b, namespaces: [commerce] }
  - { name: a, namespaces: [other] }
`;
    expect(problemsOf(text)).toEqual([
      'lastgood.yaml:3 environments.1.namespaces: "commerce" already belongs to the environment "a": a namespace of a cluster belongs to one environment',
      'lastgood.yaml:4 environments.2.name: "a" is declared twice',
    ]);
  });

  test.each([
    ["all after one", "[bots]", '"*"'],
    ["one after all", '"*"', "[bots]"],
  ])("all namespaces and one of them: %s", (_, first, second) => {
    const text = `environments:\n  - { name: a, namespaces: ${first} }\n  - { name: b, namespaces: ${second} }\n`;
    expect(problemsOf(text)).toEqual([expect.stringContaining('already belongs to the environment "a"')]);
  });

  test.each([
    ["broken YAML", "environments:\n  - name: [", /^lastgood\.yaml:2 /],
    ["an empty file", "", /^lastgood\.yaml:1 environments: is missing/],
    ["a list", "- a\n", /^lastgood\.yaml:1 /],
    ["no environment", "environments: []\n", /environments: must declare at least one environment/],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(text)[0]).toMatch(problem);
  });
});

describe("where the declaration comes from", () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lastgood-config-"));
    file = path.join(folder, "some.yaml");
    writeFileSync(file, "environments: [{ name: staging, namespaces: [bots] }]\n");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the file, before LASTGOOD_NAMESPACES", () => {
    const config = loadConfig({ LASTGOOD_CONFIG: file, LASTGOOD_NAMESPACES: ["others"], ...TIMES });
    expect(config).toMatchObject({ kind: "declared", environments: [{ name: "staging", namespaces: ["bots"] }] });
  });

  test("LASTGOOD_NAMESPACES makes one environment", () => {
    const config = loadConfig({ LASTGOOD_NAMESPACES: ["bots"], ...TIMES, LASTGOOD_SOAK: 20 });
    expect(config).toMatchObject({ kind: "declared", environments: [{ name: "production", namespaces: ["bots"], soakSeconds: 20 }] });
  });

  test("the team label of the environment's variable holds where an environment names none", () => {
    const { environments } = loadConfig({ LASTGOOD_NAMESPACES: ["bots"], LASTGOOD_TEAM_LABEL: "team", ...TIMES }) as {
      environments: unknown;
    };
    expect(environments).toMatchObject([{ teamLabel: "team" }]);
    expect(loadConfig({ LASTGOOD_CONFIG: file, LASTGOOD_TEAM_LABEL: "team", ...TIMES })).toMatchObject({
      environments: [{ teamLabel: "team" }],
    });
  });

  test("neither: somebody is asked", () => {
    expect(loadConfig({ ...TIMES })).toEqual({ kind: "ask", soakSeconds: SOAK, verifySeconds: 30, teamLabel: null });
  });

  test("a file that is named must be there", () => {
    expect(() => loadConfig({ LASTGOOD_CONFIG: path.join(folder, "none"), ...TIMES })).toThrow(/cannot be read \(ENOENT\)/);
  });
});
