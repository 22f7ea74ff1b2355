import { beforeEach, expect, test, vi } from "vitest";
import type { Snapshot } from "@/lib/bots/types";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Cluster, ObjectEvent, Pod } from "@/lib/cluster/types";
import { after, crashing, down, event, pod, pods, waiting, workload } from "@/lib/health/testing/sightings";
import { Inquiries } from "./inquiries";

const forbidden = () => new ClusterError("forbidden", "no", { applied: "no", status: 403 });
let seconds: number;
let events: (() => Promise<ObjectEvent[]>) | null;
let lines: (() => Promise<string[]>) | null;
const asked: string[] = [];
const news: string[] = [];
const cluster = {
  listEvents: async (object) => (asked.push("uid" in object ? object.uid : object.claim), await events?.()) ?? [],
  lastLines: async ({ pod: name }) => (asked.push(`log ${name}`), await lines?.()) ?? [],
  lastCreateRefusal: async () => (asked.push("refusal"), { message: "exceeded quota", at: after(0) }),
} as Partial<Cluster> as Cluster;
let inquiries: Inquiries;

beforeEach(() => {
  [seconds, events, lines] = [60, null, null];
  asked.length = 0;
  news.length = 0;
  inquiries = new Inquiries({ clock: { now: () => after(seconds) }, onNews: (uid) => news.push(uid) });
});
const see = (seen: Pod[], more: Partial<Snapshot> = {}): Snapshot =>
  inquiries.enrich(cluster, { workload: workload(), revisions: [], pods: seen, config: null, ...more });
/** Looks, lets answers come, and looks again. */
async function look(seen: Pod[], more: Partial<Snapshot> = {}): Promise<Snapshot> {
  see(seen, more);
  await vi.waitFor(() => expect(inquiries.idle).toBe(true));
  return see(seen, more);
}
const creating = (name = "a") => down(name, "1.1.0", waiting("ContainerCreating"));
const crashed = (restarts = 4) => down("a", "1.1.0", crashing(restarts));

test("of a bot that is well, nothing is asked", async () => {
  await look([...pods("1.1.0", "a b"), pod("c", "1.1.0", { terminating: true, ready: false })]);
  seconds = 1;
  await look([creating()]);
  expect(asked).toEqual([]);
});

test("nobody waits: what is known is given at once, and news are told of", async () => {
  events = async () => [event("FailedMount", "no volume")];
  expect(see([creating()]).pods[0]?.events).toEqual([]);
  expect(news).toEqual([]);
  expect((await look([creating()])).pods[0]?.events).toMatchObject([{ reason: "FailedMount" }]);
  expect(news).toEqual(["uid-omniserve"]);
});

test("the same pod is asked about every 3 s, however often it is looked at, and the same answer is no news", async () => {
  events = async () => [event("FailedMount", "no volume")];
  for (seconds = 60; seconds < 66; seconds += 0.5) await look([creating()]);
  expect(asked).toEqual(["uid-a", "uid-a"]);
  expect(news).toHaveLength(1);
});

test("of a bot with many pods in trouble, three are asked about, the newest", async () => {
  const many = ["a", "b", "c", "d", "e"].map((name, index) => ({ ...creating(name), createdAt: after(index) }));
  await look(many);
  expect(asked).toEqual(["uid-e", "uid-d", "uid-c"]);
});

test("of a fleet in trouble, ten questions are asked in a second, and the others in the next", async () => {
  const fleet = Array.from({ length: 12 }, (_, index) => creating(`p${index}`));
  for (const each of fleet) await look([each]);
  expect(asked).toHaveLength(10);
  seconds += 1;
  for (const each of fleet) await look([each]);
  expect(asked).toHaveLength(12);
});

test("the log of a crash is asked for once, and again when it has crashed once more", async () => {
  lines = async () => ["FATAL"];
  for (seconds = 60; seconds < 70; seconds += 1) await look([crashed()]);
  expect(asked.filter((each) => each === "log a")).toHaveLength(1);
  lines = async () => ["FATAL again"];
  expect(see([crashed(5)]).pods[0]?.containers[0]?.lastLines).toEqual(["FATAL"]);
  expect((await look([crashed(5)])).pods[0]?.containers[0]?.lastLines).toEqual(["FATAL again"]);
  expect(asked.filter((each) => each === "log a")).toHaveLength(2);
});

test("without the right to read logs there are none, and it is asked again a minute later, in case that somebody grants it", async () => {
  lines = () => Promise.reject(forbidden());
  for (seconds = 60; seconds < 119; seconds += 5) expect((await look([crashed()])).pods[0]?.containers[0]).not.toHaveProperty("lastLines");
  expect(asked.filter((each) => each === "log a")).toHaveLength(1);
  lines = async () => ["FATAL"];
  seconds = 121;
  expect((await look([crashed(5)])).pods[0]?.containers[0]?.lastLines).toEqual(["FATAL"]);
});

test("a log that cannot be had is asked for once more, and then no more", async () => {
  lines = () => Promise.reject(new Error("cut"));
  for (seconds = 60; seconds < 90; seconds += 5) await look([crashed()]);
  expect(asked.filter((each) => each === "log a")).toHaveLength(2);
});

test("a question that hangs keeps nobody from asking about others, up to four", async () => {
  events = () => new Promise(() => {});
  for (const name of ["a", "b", "c", "d", "e"]) see([creating(name)]);
  expect(asked).toEqual(["uid-a", "uid-b", "uid-c", "uid-d"]);
});

test("a claim that is not bound is asked about, and a StatefulSet that is short of pods", async () => {
  const unbound = pod("a", "1.1.0", {
    ready: false,
    phase: "Pending",
    unschedulable: "pod has unbound immediate PersistentVolumeClaims",
    claims: ["data"],
  });
  await look([unbound]);
  const set = { workload: workload({ ref: { namespace: "support", kind: "StatefulSet", name: "omniserve" } }) };
  expect((await look(pods("1.1.0", "a"), set)).refusal).toMatchObject({ message: "exceeded quota" });
  expect(asked).toEqual(["data", "refusal"]);
});
