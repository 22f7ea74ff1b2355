/** A pod, and what its status may say. The notation is explained in parse-types.ts. */
export const podStatusTypes = `
Pod = apiVersion:s? kind:s? metadata:ObjectMeta spec:PodSpec status:PodStatus
PodStatus = allocatedResources:{q} conditions:[PodCondition]@type containerStatuses:[ContainerStatus]
    ephemeralContainerStatuses:[ContainerStatus] extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP:s?
    hostIPs:[HostIP]@ip initContainerStatuses:[ContainerStatus] message:s?
    nodeAllocatableResourceClaimStatuses:[NodeAllocatableResourceClaimStatus] nominatedNodeName:s? observedGeneration:i? phase:s?
    podIP:s? podIPs:[PodIP]@ip qosClass:s? reason:s? resize:s? resourceClaimStatuses:[PodResourceClaimStatus]@name^
    resources:ResourceRequirements startTime:t
PodCondition = lastProbeTime:t lastTransitionTime:t message:s? observedGeneration:i? reason:s? status!:s type!:s
ContainerStatus = allocatedResources:{q} allocatedResourcesStatus:[ResourceStatus]@name containerID:s? image!:s imageID!:s
    lastState:ContainerState name!:s ready!:b resources:ResourceRequirements restartCount!:i started:b state:ContainerState
    stopSignal:s? user:ContainerUser volumeMounts:[VolumeMountStatus]@mountPath
ResourceStatus = name!:s resources:[ResourceHealth]@resourceID
ResourceHealth = health:s? message:s? resourceID!:s
ContainerState = running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting
ContainerStateRunning = startedAt:t
ContainerStateTerminated = containerID:s? exitCode!:i finishedAt:t message:s? reason:s? signal:i startedAt:t
ContainerStateWaiting = message:s? reason:s?
ContainerUser = linux:LinuxContainerUser
LinuxContainerUser = gid!:i supplementalGroups:[i] uid!:i
VolumeMountStatus = mountPath!:s name!:s readOnly:b? recursiveReadOnly:s? volumeStatus:VolumeStatus
VolumeStatus = image:ImageVolumeStatus
ImageVolumeStatus = imageRef!:s
PodExtendedResourceClaimStatus = requestMappings!:[ContainerExtendedResourceRequest] resourceClaimName!:s
ContainerExtendedResourceRequest = containerName!:s requestName!:s resourceName!:s
HostIP = ip!:s
NodeAllocatableResourceClaimStatus = containers:[s]@ resourceClaimName!:s resources!:{q}
PodIP = ip!:s
PodResourceClaimStatus = name!:s resourceClaimName:s?
`;
