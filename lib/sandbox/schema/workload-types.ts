/** Deployments, ReplicaSets and what every object carries. The notation is explained in parse-types.ts. */
export const workloadTypes = `
Deployment = apiVersion:s? kind:s? metadata:ObjectMeta spec:DeploymentSpec status:DeploymentStatus
ObjectMeta = annotations:{s} creationTimestamp:t deletionGracePeriodSeconds:i deletionTimestamp:t finalizers:[s]@ generateName:s?
    generation:i? labels:{s} managedFields:[ManagedFieldsEntry] name:s? namespace:s? ownerReferences:[OwnerReference]@uid
    resourceVersion:s? selfLink:s? uid:s?
ManagedFieldsEntry = apiVersion:s? fieldsType:s? fieldsV1:o manager:s? operation:s? subresource:s? time:t
OwnerReference~ = apiVersion!:s blockOwnerDeletion:b controller:b kind!:s name!:s uid!:s
DeploymentSpec = minReadySeconds:i? paused:b? progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector!:LabelSelector
    strategy:DeploymentStrategy^ template!:PodTemplateSpec
LabelSelector~ = matchExpressions:[LabelSelectorRequirement] matchLabels:{s}
LabelSelectorRequirement = key!:s operator!:s values:[s]
DeploymentStrategy = rollingUpdate:RollingUpdateDeployment type:s?
RollingUpdateDeployment = maxSurge:x maxUnavailable:x
PodTemplateSpec = metadata:ObjectMeta spec:PodSpec
DeploymentStatus = availableReplicas:i? collisionCount:i conditions:[DeploymentCondition]@type observedGeneration:i? readyReplicas:i?
    replicas:i? terminatingReplicas:i unavailableReplicas:i? updatedReplicas:i?
DeploymentCondition = lastTransitionTime:t lastUpdateTime:t message:s? reason:s? status!:s type!:s
ReplicaSet = apiVersion:s? kind:s? metadata:ObjectMeta spec:ReplicaSetSpec status:ReplicaSetStatus
ReplicaSetSpec = minReadySeconds:i? replicas:i selector!:LabelSelector template:PodTemplateSpec
ReplicaSetStatus = availableReplicas:i? conditions:[ReplicaSetCondition]@type fullyLabeledReplicas:i? observedGeneration:i?
    readyReplicas:i? replicas!:i terminatingReplicas:i
ReplicaSetCondition = lastTransitionTime:t message:s? reason:s? status!:s type!:s
Scale = apiVersion:s? kind:s? metadata:ObjectMeta spec:ScaleSpec status:ScaleStatus
ScaleSpec = replicas:i
ScaleStatus = replicas!:i selector:s?
`;
