import https from "node:https";
import type { AddressInfo } from "node:net";
import type { Target } from "@/e2e/support/clusters";
import { closing } from "./real-door";
import { selfSigned } from "./self-signed";

/** Puts a webhook in front of the namespace's Deployments that denies with `code`; null: nobody listens. */
export async function webhook({ admin, namespace }: Target, code: number | null): Promise<void> {
  const { cert, key } = selfSigned();
  const server = https.createServer({ cert, key }, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { uid } = (JSON.parse(body) as { request: { uid: string } }).request;
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          apiVersion: "admission.k8s.io/v1",
          kind: "AdmissionReview",
          response: { uid, allowed: false, status: { code, message: "not on a Friday" } },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  if (code === null) stop();
  const path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
  await admin("POST", path, {
    metadata: { name: namespace },
    webhooks: [
      {
        name: "policy.lastgood.test",
        clientConfig: { url: `https://127.0.0.1:${port}/`, caBundle: Buffer.from(cert).toString("base64") },
        rules: [{ apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments"] }],
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
        failurePolicy: "Fail",
        sideEffects: "None",
        admissionReviewVersions: ["v1"],
        timeoutSeconds: 2,
      },
    ],
  });
  closing.push(async () => {
    await admin("DELETE", `${path}/${namespace}`);
    stop();
  });
}
