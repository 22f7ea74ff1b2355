import { expect, test } from "vitest";
import { appliedTemplate } from "./applied-template";

const pod = (env: object[], more: object = {}) => ({ spec: { containers: [{ name: "bot", env, ...more }] } }) as never;
const [A, A2, OLD, BAD, BY_HAND] = ["A=1", "A=2", "OLD=1", "BAD=1", "BY_HAND=1"].map((text) => {
  const [name, value] = text.split("=");
  return { name, value };
}) as object[] as [object, object, object, object, object];
const live = pod([A2, BAD, BY_HAND], { imagePullPolicy: "Always", image: "bot:2" });
const applied = pod([A2, BAD], { image: "bot:2" });

test("what its author would have applied is the target without what nobody applied", () => {
  const target = pod([A, OLD, BY_HAND], { imagePullPolicy: "Always", image: "bot:1" });
  expect(appliedTemplate(target, live, applied)).toEqual(pod([A, OLD], { image: "bot:1" }));
});

test("what the left release had not, counts as applied: the next apply takes it away", () => {
  const target = { ...(pod([A]) as object), metadata: { annotations: { "lastgood.dev/restored": "{}" } } } as never;
  expect(appliedTemplate(target, live, applied)).toEqual(target);
});

test.each([["a list that is replaced as one", { args: ["x", "y"] }, { args: ["z"] }]])("%s comes whole", (_, target, now) => {
  expect(appliedTemplate(target, now, now)).toEqual(target);
});
