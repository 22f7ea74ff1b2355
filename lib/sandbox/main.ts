import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { demoFleet, demoImages } from "./demo-fleet";
import { seed } from "./seed";
import { startPracticeCluster } from "./start-practice-cluster";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    state: { type: "string" },
    kubeconfig: { type: "string" },
    demo: { type: "boolean", default: false },
  },
});

const cluster = await startPracticeCluster({
  port: Number(values.port),
  ...(values.state === undefined ? {} : { stateFile: values.state }),
  // As long as a bot takes that loads a model; a real kubelet takes longer to show an edit.
  ...(values.demo ? { images: demoImages, podTimings: { startMs: [3_000, 7_000], syncMs: [2_000, 5_000] } } : {}),
});
if (values.demo) seed(cluster, demoFleet);
if (values.kubeconfig !== undefined) writeFileSync(values.kubeconfig, cluster.kubeconfig(), { mode: 0o600 });
console.log(JSON.stringify({ url: cluster.url }));

const stop = () => void cluster.stop().then(() => process.exit(0));
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
