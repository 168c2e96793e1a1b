import { inert, type StructTable } from './field';

/** Volumes that are taken as empty directories (`k8s.io/api/core/v1/types.go`). */
export const STORAGE_TYPES: StructTable = {
  HostPathVolumeSource: {
    ...inert({ path: 'string', type: 'HostPathType' }),
  },
  GCEPersistentDiskVolumeSource: {
    ...inert({ pdName: 'string', fsType: 'string', partition: 'int32', readOnly: 'bool' }),
  },
  AWSElasticBlockStoreVolumeSource: {
    ...inert({ volumeID: 'string', fsType: 'string', partition: 'int32', readOnly: 'bool' }),
  },
  GitRepoVolumeSource: {
    ...inert({ repository: 'string', revision: 'string', directory: 'string' }),
  },
  NFSVolumeSource: {
    ...inert({ server: 'string', path: 'string', readOnly: 'bool' }),
  },
  ISCSIVolumeSource: {
    ...inert({
      targetPortal: 'string',
      iqn: 'string',
      lun: 'int32',
      iscsiInterface: 'string',
      fsType: 'string',
      readOnly: 'bool',
      portals: '[]string',
      chapAuthDiscovery: 'bool',
      chapAuthSession: 'bool',
      secretRef: 'LocalObjectReference',
      initiatorName: 'string',
    }),
  },
  GlusterfsVolumeSource: {
    ...inert({ endpoints: 'string', path: 'string', readOnly: 'bool' }),
  },
  PersistentVolumeClaimVolumeSource: {
    ...inert({ claimName: 'string', readOnly: 'bool' }),
  },
  RBDVolumeSource: {
    ...inert({
      monitors: '[]string',
      image: 'string',
      fsType: 'string',
      pool: 'string',
      user: 'string',
      keyring: 'string',
      secretRef: 'LocalObjectReference',
      readOnly: 'bool',
    }),
  },
  FlexVolumeSource: {
    ...inert({
      driver: 'string',
      fsType: 'string',
      secretRef: 'LocalObjectReference',
      readOnly: 'bool',
      options: 'map[string]string',
    }),
  },
  CinderVolumeSource: {
    ...inert({ volumeID: 'string', fsType: 'string', readOnly: 'bool', secretRef: 'LocalObjectReference' }),
  },
  CephFSVolumeSource: {
    ...inert({
      monitors: '[]string',
      path: 'string',
      user: 'string',
      secretFile: 'string',
      secretRef: 'LocalObjectReference',
      readOnly: 'bool',
    }),
  },
  FlockerVolumeSource: {
    ...inert({ datasetName: 'string', datasetUUID: 'string' }),
  },
  FCVolumeSource: {
    ...inert({ targetWWNs: '[]string', lun: 'int32', fsType: 'string', readOnly: 'bool', wwids: '[]string' }),
  },
  AzureFileVolumeSource: {
    ...inert({ secretName: 'string', shareName: 'string', readOnly: 'bool' }),
  },
  VsphereVirtualDiskVolumeSource: {
    ...inert({ volumePath: 'string', fsType: 'string', storagePolicyName: 'string', storagePolicyID: 'string' }),
  },
  QuobyteVolumeSource: {
    ...inert({
      registry: 'string',
      volume: 'string',
      readOnly: 'bool',
      user: 'string',
      group: 'string',
      tenant: 'string',
    }),
  },
  AzureDiskVolumeSource: {
    ...inert({
      diskName: 'string',
      diskURI: 'string',
      cachingMode: 'AzureDataDiskCachingMode',
      fsType: 'string',
      readOnly: 'bool',
      kind: 'AzureDataDiskKind',
    }),
  },
  PhotonPersistentDiskVolumeSource: {
    ...inert({ pdID: 'string', fsType: 'string' }),
  },
  PortworxVolumeSource: {
    ...inert({ volumeID: 'string', fsType: 'string', readOnly: 'bool' }),
  },
  ScaleIOVolumeSource: {
    ...inert({
      gateway: 'string',
      system: 'string',
      secretRef: 'LocalObjectReference',
      sslEnabled: 'bool',
      protectionDomain: 'string',
      storagePool: 'string',
      storageMode: 'string',
      volumeName: 'string',
      fsType: 'string',
      readOnly: 'bool',
    }),
  },
  StorageOSVolumeSource: {
    ...inert({
      volumeName: 'string',
      volumeNamespace: 'string',
      fsType: 'string',
      readOnly: 'bool',
      secretRef: 'LocalObjectReference',
    }),
  },
  CSIVolumeSource: {
    ...inert({
      driver: 'string',
      readOnly: 'bool',
      fsType: 'string',
      volumeAttributes: 'map[string]string',
      nodePublishSecretRef: 'LocalObjectReference',
    }),
  },
  EphemeralVolumeSource: {
    ...inert({ volumeClaimTemplate: 'PersistentVolumeClaimTemplate' }),
  },
  ImageVolumeSource: {
    ...inert({ reference: 'string', pullPolicy: 'PullPolicy' }),
  },
  PersistentVolumeClaimTemplate: {
    ...inert({ metadata: 'ObjectMeta', spec: 'PersistentVolumeClaimSpec' }),
  },
  PersistentVolumeClaimSpec: {
    ...inert({
      accessModes: '[]PersistentVolumeAccessMode',
      selector: 'LabelSelector',
      resources: 'VolumeResourceRequirements',
      volumeName: 'string',
      storageClassName: 'string',
      volumeMode: 'PersistentVolumeMode',
      dataSource: 'TypedLocalObjectReference',
      dataSourceRef: 'TypedObjectReference',
      volumeAttributesClassName: 'string',
    }),
  },
  VolumeResourceRequirements: {
    ...inert({ limits: 'ResourceList', requests: 'ResourceList' }),
  },
  TypedLocalObjectReference: {
    ...inert({ apiGroup: 'string', kind: 'string', name: 'string' }),
  },
  TypedObjectReference: {
    ...inert({ apiGroup: 'string', kind: 'string', name: 'string', namespace: 'string' }),
  },
};
