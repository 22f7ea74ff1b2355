import { expect, test } from "vitest";
import { keptTogether } from "./kept-together";

test.each([
  ["Recovered in 5.2 s, verified for 30 s.", "Recovered in 5.2\u00a0s, verified for 30\u00a0s."],
  ["Put back 4 min 10 s later by argocd.", "Put back 4\u00a0min 10\u00a0s later by argocd."],
  ["2 of 3 pods run 1.1.0 since the day.", "2 of 3 pods run 1.1.0 since the day."],
])("%s", (sentence, expected) => expect(keptTogether(sentence)).toBe(expected));
