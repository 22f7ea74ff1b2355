import { expect, test } from "vitest";
import { mapEvent } from "./map-event";
import { mapPod } from "./map-pod";

test("an event was seen last when its series was, else when it was counted up, else when it was made", () => {
  const [made, counted, seen] = ["2026-11-21T10:00:00Z", "2026-11-21T10:01:00Z", "2026-11-21T10:02:00.000000Z"];
  const at = (event: Parameters<typeof mapEvent>[0]) => mapEvent(event).at.toISOString();
  const metadata = { creationTimestamp: made };
  expect(at({ metadata, lastTimestamp: counted, series: { lastObservedTime: seen } })).toBe("2026-11-21T10:02:00.000Z");
  expect(at({ metadata, lastTimestamp: counted, eventTime: null })).toBe("2026-11-21T10:01:00.000Z");
  expect(at({ metadata, lastTimestamp: null, eventTime: null })).toBe("2026-11-21T10:00:00.000Z");
  expect(at({})).toBe("1970-01-01T00:00:00.000Z");
});

test("an event names the container that it is about, and quotes no credential", () => {
  const message = 'Get "http://omni:hunter22secret@10.0.0.7/ready": connection refused';
  const event = mapEvent({ reason: "Unhealthy", message, involvedObject: { fieldPath: "spec.containers{bot}" } });
  expect(event).toMatchObject({ reason: "Unhealthy", container: "bot" });
  expect(event.message).not.toContain("hunter22secret");
  expect(mapEvent({ involvedObject: {} }).container).toBeNull();
});

test("a pod tells what else became of it: why it ended, what it mounts, how its containers ended, which of them are sidecars", () => {
  const pod = mapPod({
    spec: {
      volumes: [
        { name: "data", persistentVolumeClaim: { claimName: "data-0" } },
        { name: "rules", configMap: { name: "rules" } },
      ],
      containers: [{ name: "bot" }],
      initContainers: [{ name: "proxy", restartPolicy: "Always" }],
    },
    status: {
      reason: "Evicted",
      message: "it quoted postgres://omni:hunter22secret@db/omni",
      conditions: [{ type: "Ready", status: "False", reason: "ContainersNotReady" }],
      containerStatuses: [
        {
          name: "bot",
          started: false,
          lastState: { terminated: { exitCode: 128, reason: "StartError", message: "postgres://omni:hunter22secret@db/omni" } },
        },
      ],
    },
  });
  expect(pod).toMatchObject({
    reason: "Evicted",
    claims: ["data-0"],
    conditions: [{ type: "Ready", reason: "ContainersNotReady" }],
    containers: [{ name: "bot", started: false, lastExit: { code: 128, reason: "StartError" } }],
    initContainers: [{ name: "proxy", sidecar: true }],
  });
  expect(JSON.stringify(pod)).not.toContain("hunter22secret");
});
