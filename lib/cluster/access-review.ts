import { expectObject } from "./expect-answer";
import type { HttpClient } from "./http-client";
import { raw } from "./raw";
import type { AccessAct, AccessAnswer } from "./types";

/** Asks the cluster whether the connected account may do one thing. A resource may have a subresource: `pods/log`. */
export async function accessReview(http: HttpClient, act: AccessAct): Promise<AccessAnswer> {
  const [resource = "", subresource] = act.resource.split("/");
  const attributes = {
    verb: act.verb,
    group: act.group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(act.namespace === null ? {} : { namespace: act.namespace }),
  };
  const answer = await http.call({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes: attributes } },
    safe: true,
  });
  const status = raw.object(expectObject(answer).status);
  return { ...act, allowed: status.allowed === true, reason: raw.text(status.reason) || raw.text(status.evaluationError) };
}
