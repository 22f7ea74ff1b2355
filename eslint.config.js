import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import { importZones } from "./scripts/lint/import-zones.js";

const OURS = ["app/**", "components/**", "lib/**", "worker/**"];
const SOURCES = ["**/*.{ts,tsx,js,mjs}"];

/** Rules beside the import zones: what a reader may rely on everywhere. */
const house = {
  files: SOURCES,
  rules: {
    "max-lines": ["error", { max: 300 }],
    "no-restricted-syntax": [
      "error",
      { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is rendered as text." },
      { selector: "ExportAllDeclaration", message: "No barrels: import from the file itself." },
    ],
    "react/no-danger": "error",
    "no-eval": "error",
    "import/no-anonymous-default-export": "off", // a settings file's default export needs no name
    eqeqeq: ["error", "always"],
  },
};

const typed = {
  files: ["**/*.{ts,tsx}"],
  rules: {
    "@typescript-eslint/no-explicit-any": "error",
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
  },
};

const quiet = {
  files: OURS.map((folder) => `${folder}/*.{ts,tsx}`),
  // The practice cluster is a program of its own that talks to a terminal.
  ignores: ["lib/sandbox/**"],
  rules: { "no-console": "error" },
};

const readsSettings = {
  files: OURS.map((folder) => `${folder}/*.{ts,tsx}`),
  ignores: ["lib/platform/env.ts", "**/*.test.ts"],
  rules: {
    "no-restricted-properties": ["error", { object: "process", property: "env", message: "Only lib/platform/env.ts reads process.env." }],
  },
};

export default [
  {
    ignores: [
      "node_modules/",
      ".next/",
      "dist/",
      ".lastgood/",
      "prisma/generated/",
      "test-results/",
      "playwright-report/",
      "next-env.d.ts",
    ],
  },
  ...next,
  ...typescript,
  house,
  typed,
  quiet,
  readsSettings,
  ...importZones,
];
