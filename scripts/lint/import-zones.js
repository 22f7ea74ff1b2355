/** Which module of `lib/` may import which others. Imports point left in: platform ← access ← cluster ← notices ← health ← bots ← rollbacks. */
const MAY_IMPORT = {
  platform: [],
  access: ["platform"],
  cluster: ["platform"],
  notices: ["platform", "access"],
  health: ["platform", "cluster"],
  bots: ["platform", "access", "cluster", "notices", "health"],
  rollbacks: ["platform", "access", "cluster", "notices", "health", "bots"],
  sandbox: [],
};

const MODULES = Object.keys(MAY_IMPORT);
const PRODUCT = MODULES.filter((name) => name !== "sandbox").map((name) => `./lib/${name}`);
const TESTS = ["**/*.test.{ts,tsx}", "**/testing/**"];
const CODE = "**/*.{ts,tsx}";

const KUBERNETES = { group: ["@kubernetes/client-node"], message: "Only lib/cluster imports the Kubernetes client." };
const PAGES = {
  group: ["react", "react-dom", "react/*", "react-dom/*", "next", "next/*", "next-auth", "next-auth/*"],
  message: "lib/ knows no pages.",
};
const DATABASE = { group: ["pg", "@prisma/*"], message: "Only lib/platform talks to the database driver." };
const VALUES_OF_LIB = {
  regex: "^(@/|(\\.\\./)+)lib/(?!.*/(schemas|types)$)",
  message: "components/ import only types and schemas from lib/.",
  allowTypeImports: true,
};

/** @param {string} folder @param {string[]} except */
function zone(folder, except) {
  const message = `${folder} may not import this: see the table of modules.`;
  return { target: `./${folder}`, from: ".", except: [...new Set([`./${folder}`, "./node_modules", ...except])], message };
}

/** Where files of `folder` may reach; their tests reach the practice cluster and the test support as well. */
function reach(folder, except, packages) {
  const files = [`${folder}/${CODE}`];
  const paths = (more) => ["error", { basePath: import.meta.dirname + "/../..", zones: [zone(folder, [...except, ...more])] }];
  const rules = (more) => ({
    "import/no-restricted-paths": paths(more),
    "@typescript-eslint/no-restricted-imports": ["error", { patterns: packages }],
  });
  return [
    { files, ignores: TESTS, rules: rules([]) },
    {
      files: TESTS.map((test) => `${folder}/${test}`),
      rules: { ...rules(["./e2e/support", "./lib/sandbox"]), "@typescript-eslint/no-restricted-imports": "off" },
    },
  ];
}

const modules = MODULES.flatMap((name) => {
  const packages = [...(name === "cluster" ? [] : [KUBERNETES]), ...(name === "platform" ? [] : [DATABASE]), PAGES];
  const generated = name === "platform" ? ["./prisma/generated"] : [];
  return reach(`lib/${name}`, [...MAY_IMPORT[name].map((other) => `./lib/${other}`), ...generated], packages);
});

export const importZones = [
  ...modules,
  {
    files: ["lib/access/session.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [KUBERNETES, DATABASE] }] },
  },
  ...reach("app", [...PRODUCT, "./components"], [KUBERNETES, DATABASE]),
  ...reach("worker", PRODUCT, [KUBERNETES, DATABASE, PAGES]),
  ...reach("components", PRODUCT, [KUBERNETES, DATABASE, VALUES_OF_LIB]),
];
