/** The small kinds of the core group. The notation is explained in parse-types.ts. */
export const coreTypes = `
ConfigMap = apiVersion:s? binaryData:{y} data:{s} immutable:b kind:s? metadata:ObjectMeta
Namespace = apiVersion:s? kind:s? metadata:ObjectMeta spec:NamespaceSpec status:NamespaceStatus
NamespaceSpec = finalizers:[s]
NamespaceStatus = conditions:[NamespaceCondition]@type phase:s?
NamespaceCondition = lastTransitionTime:t message:s? reason:s? status!:s type!:s
Event = action:s? apiVersion:s? count:i? eventTime:t firstTimestamp:t involvedObject!:ObjectReference kind:s? lastTimestamp:t message:s?
    metadata!:ObjectMeta reason:s? related:ObjectReference reportingComponent:s? reportingInstance:s? series:EventSeries
    source:EventSource type:s?
ObjectReference~ = apiVersion:s? fieldPath:s? kind:s? name:s? namespace:s? resourceVersion:s? uid:s?
EventSeries = count:i? lastObservedTime:t
EventSource = component:s? host:s?
`;
