import { expect, test } from "vitest";
import { refuseOldNode } from "./refuse-old-node.mjs";

test.each(["20.19.0", "20.20.2", "22.13.0", "24.0.0", "25.1.0"])("%s is fine", (version) => {
  expect(() => refuseOldNode(version)).not.toThrow();
});

test.each(["18.20.8", "20.18.3", "21.7.3", "22.12.0", "23.11.0"])("%s is told what is needed", (version) => {
  expect(() => refuseOldNode(version)).toThrow(`this is ${version}`);
});
