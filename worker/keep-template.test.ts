import { describe, expect, test } from "vitest";
import { replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { FleetView } from "./fleet-view";
import { keepTemplate } from "./keep-template";

describe("a template that is held", () => {
  test("stays while writes leave it as it is, and what else they say is taken", () => {
    const held = workload();
    const now = keepTemplate(held, structuredClone(workload({ generation: 2 })));
    expect(now).toEqual(workload({ generation: 2 }));
    expect(now.template).toBe(held.template);
  });

  test("gives way to another one", () => {
    expect(keepTemplate(workload(), workload({ template: template("1.2.0") })).template).toEqual(template("1.2.0"));
  });

  test("stays so in a view, of a workload and of its revisions", () => {
    const view = new FleetView();
    const [bot, set] = [workload(), replicaSet("1.1.0", 1)];
    view.apply({ type: "synced", kind: "Deployment", namespace: null, objects: [{ kind: "Deployment", object: bot }] });
    view.apply({ type: "synced", kind: "ReplicaSet", namespace: null, objects: [{ kind: "ReplicaSet", object: set }] });
    view.apply({ type: "synced", kind: "Pod", namespace: null, objects: [] });
    view.apply({ type: "changed", item: { kind: "Deployment", object: structuredClone(bot) } });
    view.apply({ type: "changed", item: { kind: "ReplicaSet", object: structuredClone(set) } });
    const snapshot = view.snapshot(bot.uid);
    expect(snapshot?.workload.template).toBe(bot.template);
    expect(snapshot?.revisions[0]?.template).toBe(set.template);
  });
});
