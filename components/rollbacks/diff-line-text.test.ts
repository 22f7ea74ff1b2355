import { expect, test } from "vitest";
import { diffLineText } from "./diff-line-text";

test.each([
  ["env", "MODE", "strict", "MODE=strict"],
  ["env", "MODE", null, "MODE"],
  ["image", "image", "omniserve:1.2.0", "image: omniserve:1.2.0"],
  ["image", "digest", `sha256:${"ab".repeat(32)}`, "digest: sha256:abababababab"],
  ["resources", "limits.memory", "2Gi", "limits.memory: 2Gi"],
  ["probe", "readiness.httpGet.path", "/ready", "probe readiness.httpGet.path: /ready"],
  ["label", "tier", null, "label tier"],
])("%s %s %s", (what, key, value, text) => expect(diffLineText({ what, key }, value)).toBe(text));
