/** Everything a pod's spec may say, its volumes excepted. The notation is explained in parse-types.ts. */
export const podTypes = `
PodSpec = activeDeadlineSeconds:i affinity:Affinity automountServiceAccountToken:b containers!:[Container]@name dnsConfig:PodDNSConfig
    dnsPolicy:s? enableServiceLinks:b ephemeralContainers:[EphemeralContainer]@name hostAliases:[HostAlias]@ip hostIPC:b? hostNetwork:b?
    hostPID:b? hostUsers:b hostname:s? hostnameOverride:s? imagePullSecrets:[LocalObjectReference]@name initContainers:[Container]@name
    nodeName:s? nodeSelector:{s} os:PodOS overhead:{q} preemptionPolicy:s? priority:i priorityClassName:s?
    readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim]@name^ resources:ResourceRequirements restartPolicy:s?
    runtimeClassName:s? schedulerName:s? schedulingGates:[PodSchedulingGate]@name schedulingGroup:PodSchedulingGroup
    securityContext:PodSecurityContext serviceAccount:s? serviceAccountName:s? setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s?
    terminationGracePeriodSeconds:i tolerations:[Toleration]
    topologySpreadConstraints:[TopologySpreadConstraint]@topologyKey+whenUnsatisfiable volumes:[Volume]@name^
Affinity = nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
NodeAffinity = preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
PreferredSchedulingTerm = preference!:NodeSelectorTerm weight!:i
NodeSelectorTerm~ = matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
NodeSelectorRequirement = key!:s operator!:s values:[s]
NodeSelector~ = nodeSelectorTerms!:[NodeSelectorTerm]
PodAffinity = preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
WeightedPodAffinityTerm = podAffinityTerm!:PodAffinityTerm weight!:i
PodAffinityTerm = labelSelector:LabelSelector matchLabelKeys:[s] mismatchLabelKeys:[s] namespaceSelector:LabelSelector namespaces:[s]
    topologyKey!:s
PodAntiAffinity = preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
Container = args:[s] command:[s] env:[EnvVar]@name envFrom:[EnvFromSource] image:s? imagePullPolicy:s? lifecycle:Lifecycle
    livenessProbe:Probe name!:s ports:[ContainerPort]@containerPort+protocol readinessProbe:Probe resizePolicy:[ContainerResizePolicy]
    resources:ResourceRequirements restartPolicy:s? restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext
    startupProbe:Probe stdin:b? stdinOnce:b? terminationMessagePath:s? terminationMessagePolicy:s? tty:b?
    volumeDevices:[VolumeDevice]@devicePath volumeMounts:[VolumeMount]@mountPath workingDir:s?
EnvVar = name!:s value:s? valueFrom:EnvVarSource
EnvVarSource = configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector
    resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
ConfigMapKeySelector~ = key!:s name:s? optional:b
ObjectFieldSelector~ = apiVersion:s? fieldPath!:s
FileKeySelector~ = key!:s optional:b path!:s volumeName!:s
ResourceFieldSelector~ = containerName:s? divisor:q resource!:s
SecretKeySelector~ = key!:s name:s? optional:b
EnvFromSource = configMapRef:ConfigMapEnvSource prefix:s? secretRef:SecretEnvSource
ConfigMapEnvSource = name:s? optional:b
SecretEnvSource = name:s? optional:b
Lifecycle = postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s?
LifecycleHandler = exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
ExecAction = command:[s]
HTTPGetAction = host:s? httpHeaders:[HTTPHeader] path:s? port!:x scheme:s?
HTTPHeader = name!:s value!:s
SleepAction = seconds!:i
TCPSocketAction = host:s? port!:x
Probe = exec:ExecAction failureThreshold:i? grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i? periodSeconds:i?
    successThreshold:i? tcpSocket:TCPSocketAction terminationGracePeriodSeconds:i timeoutSeconds:i?
GRPCAction = port!:i service:s?
ContainerPort = containerPort!:i hostIP:s? hostPort:i? name:s? protocol:s?
ContainerResizePolicy = resourceName!:s restartPolicy!:s
ResourceRequirements = claims:[ResourceClaim]@name limits:{q} requests:{q}
ResourceClaim = name!:s request:s?
ContainerRestartRule = action!:s exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes = operator!:s values:[i]@
SecurityContext = allowPrivilegeEscalation:b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b procMount:s?
    readOnlyRootFilesystem:b runAsGroup:i runAsNonRoot:b runAsUser:i seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
    windowsOptions:WindowsSecurityContextOptions
AppArmorProfile = localhostProfile:s? type!:s
Capabilities = add:[s] drop:[s]
SELinuxOptions = level:s? role:s? type:s? user:s?
SeccompProfile = localhostProfile:s? type!:s
WindowsSecurityContextOptions = gmsaCredentialSpec:s? gmsaCredentialSpecName:s? hostProcess:b runAsUserName:s?
VolumeDevice = devicePath!:s name!:s
VolumeMount = mountPath!:s mountPropagation:s? name!:s readOnly:b? recursiveReadOnly:s? subPath:s? subPathExpr:s?
PodDNSConfig = nameservers:[s] options:[PodDNSConfigOption] searches:[s]
PodDNSConfigOption = name:s? value:s?
EphemeralContainer = args:[s] command:[s] env:[EnvVar]@name envFrom:[EnvFromSource] image:s? imagePullPolicy:s? lifecycle:Lifecycle
    livenessProbe:Probe name!:s ports:[ContainerPort]@containerPort+protocol readinessProbe:Probe resizePolicy:[ContainerResizePolicy]
    resources:ResourceRequirements restartPolicy:s? restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext
    startupProbe:Probe stdin:b? stdinOnce:b? targetContainerName:s? terminationMessagePath:s? terminationMessagePolicy:s? tty:b?
    volumeDevices:[VolumeDevice]@devicePath volumeMounts:[VolumeMount]@mountPath workingDir:s?
HostAlias = hostnames:[s] ip!:s
LocalObjectReference~ = name:s?
PodOS = name!:s
PodReadinessGate = conditionType!:s
PodResourceClaim = name!:s resourceClaimName:s? resourceClaimTemplateName:s?
PodSchedulingGate = name!:s
PodSchedulingGroup = podGroupName:s?
PodSecurityContext = appArmorProfile:AppArmorProfile fsGroup:i fsGroupChangePolicy:s? runAsGroup:i runAsNonRoot:b runAsUser:i
    seLinuxChangePolicy:s? seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[i]
    supplementalGroupsPolicy:s? sysctls:[Sysctl] windowsOptions:WindowsSecurityContextOptions
Sysctl = name!:s value!:s
Toleration = effect:s? key:s? operator:s? tolerationSeconds:i value:s?
TopologySpreadConstraint = labelSelector:LabelSelector matchLabelKeys:[s] maxSkew!:i minDomains:i nodeAffinityPolicy:s?
    nodeTaintsPolicy:s? topologyKey!:s whenUnsatisfiable!:s
`;
