import { expect, test } from "vitest";
import type { Deployment } from "@/lib/sandbox/objects/kube-object";
import { describeOnEachCluster } from "../support/clusters";
import { inNamespace, testDeployment } from "../support/test-deployment";

describeOnEachCluster("a Deployment's spec", (target) => {
  const here = inNamespace(target);

  test("is filled with defaults", async () => {
    const { spec } = await here.create(testDeployment("bot"));
    expect(spec).toMatchObject({
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        spec: {
          restartPolicy: "Always",
          terminationGracePeriodSeconds: 30,
          dnsPolicy: "ClusterFirst",
          schedulerName: "default-scheduler",
          securityContext: {},
        },
      },
    });
    expect(spec.template.spec.containers[0]).toEqual({
      name: "bot",
      image: "registry.test/bot:1",
      imagePullPolicy: "IfNotPresent",
      resources: {},
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
    });
  });

  test("stores what it was given in the canonical form", async () => {
    const deployment = testDeployment("bot", { replicas: 0 });
    const container = {
      name: "bot",
      image: "bot",
      env: [
        { name: "EMPTY", value: "" },
        { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
      ],
      ports: [{ containerPort: 80 }],
      resources: { limits: { cpu: 1.5, memory: "0.5Gi" } },
      readinessProbe: { httpGet: { port: 80 } },
      volumeMounts: [{ name: "config", mountPath: "/config", readOnly: false }],
    };
    const volumes = [{ name: "config", configMap: { name: "words" } }, { name: "scratch" }];
    const template = { metadata: { ...deployment.spec.template.metadata }, spec: { containers: [container], volumes } };
    const { spec } = await here.create({ ...deployment, spec: { ...deployment.spec, template } } as unknown as Deployment);
    expect(spec.template.spec.containers[0]).toMatchObject({
      imagePullPolicy: "Always",
      env: [{ name: "EMPTY" }, { name: "NODE", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "spec.nodeName" } } }],
      ports: [{ containerPort: 80, protocol: "TCP" }],
      resources: { limits: { cpu: "1500m", memory: "512Mi" } },
      readinessProbe: {
        httpGet: { path: "/", port: 80, scheme: "HTTP" },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
    });
    expect(spec.template.spec.containers[0]?.env?.[0]).toEqual({ name: "EMPTY" });
    expect(spec.template.spec.containers[0]?.resources).not.toHaveProperty("requests");
    expect(spec.template.spec.containers[0]?.volumeMounts).toEqual([{ name: "config", mountPath: "/config" }]);
    expect(spec.template.spec.volumes).toEqual([
      { name: "config", configMap: { name: "words", defaultMode: 420 } },
      { name: "scratch", emptyDir: {} },
    ]);
  });

  test("that cannot be is refused with every cause", async () => {
    const deployment = testDeployment("bot");
    const bad = {
      ...deployment,
      spec: {
        replicas: -1,
        selector: { matchLabels: { app: "other" } },
        template: {
          ...deployment.spec.template,
          spec: { containers: [{ name: "B_" }, { name: "c", image: "c", volumeMounts: [{ name: "ghost", mountPath: "/g" }] }] },
        },
      },
    };
    const answer = await target.admin("POST", here.path("deployments"), bad);
    expect(answer).toMatchObject({ status: 422, body: { reason: "Invalid", details: { name: "bot", group: "apps", kind: "Deployment" } } });
    expect((answer.body as { details: { causes: { field: string }[] } }).details.causes.map(({ field }) => field)).toEqual([
      "spec.replicas",
      "spec.template.metadata.labels",
      "spec.template.spec.containers[0].name",
      "spec.template.spec.containers[0].image",
      "spec.template.spec.containers[1].volumeMounts[0].name",
    ]);
    expect(await target.admin("POST", here.path("deployments"), { ...deployment, metadata: { name: "Not_A_Name" } })).toMatchObject({
      status: 422,
      body: { details: { causes: [{ field: "metadata.name" }] } },
    });
    const quantity = structuredClone(deployment) as unknown as Deployment;
    quantity.spec.template.spec.containers[0]!.resources = { limits: { memory: "lots" } };
    expect(await target.admin("POST", here.path("deployments"), quantity)).toMatchObject({ status: 400, body: { reason: "BadRequest" } });
  });
});
