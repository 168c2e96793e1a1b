import { embedded, inert, refused, simulated, type Struct, type StructTable } from './field';
import { LOCAL_OBJECT_REFERENCE } from './metadata-types';

/** The kinds of volumes, inlined into a volume. */
const VOLUME_SOURCE: Struct = {
  ...simulated({
    emptyDir: 'EmptyDirVolumeSource',
    secret: 'SecretVolumeSource',
    downwardAPI: 'DownwardAPIVolumeSource',
    configMap: 'ConfigMapVolumeSource',
    projected: 'ProjectedVolumeSource',
    gitRepo: 'GitRepoVolumeSource',
  }),
  ...inert(
    {
      hostPath: 'HostPathVolumeSource',
      gcePersistentDisk: 'GCEPersistentDiskVolumeSource',
      awsElasticBlockStore: 'AWSElasticBlockStoreVolumeSource',
      nfs: 'NFSVolumeSource',
      iscsi: 'ISCSIVolumeSource',
      persistentVolumeClaim: 'PersistentVolumeClaimVolumeSource',
      flexVolume: 'FlexVolumeSource',
      cinder: 'CinderVolumeSource',
      fc: 'FCVolumeSource',
      azureFile: 'AzureFileVolumeSource',
      vsphereVolume: 'VsphereVirtualDiskVolumeSource',
      azureDisk: 'AzureDiskVolumeSource',
      portworxVolume: 'PortworxVolumeSource',
      csi: 'CSIVolumeSource',
      ephemeral: 'EphemeralVolumeSource',
      image: 'ImageVolumeSource',
    },
    'taken as an empty directory',
  ),
  ...refused(
    {
      glusterfs: 'GlusterfsVolumeSource',
      rbd: 'RBDVolumeSource',
      cephfs: 'CephFSVolumeSource',
      flocker: 'FlockerVolumeSource',
      quobyte: 'QuobyteVolumeSource',
      photonPersistentDisk: 'PhotonPersistentDiskVolumeSource',
      scaleIO: 'ScaleIOVolumeSource',
      storageos: 'StorageOSVolumeSource',
    },
    'Kubernetes has no such volumes any more: a pod with one never starts',
  ),
};

/** Volumes whose content the simulation knows (`k8s.io/api/core/v1/types.go`). */
export const VOLUME_TYPES: StructTable = {
  Volume: {
    ...embedded('VolumeSource', VOLUME_SOURCE),
    ...simulated({ name: 'string' }),
  },
  EmptyDirVolumeSource: {
    ...inert({ medium: 'StorageMedium', sizeLimit: 'Quantity' }, 'space is not limited'),
  },
  ConfigMapVolumeSource: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ items: '[]KeyToPath', optional: 'bool' }),
    ...simulated({ defaultMode: 'int32' }),
  },
  SecretVolumeSource: {
    ...simulated({ secretName: 'string', items: '[]KeyToPath', optional: 'bool' }),
    ...simulated({ defaultMode: 'int32' }),
  },
  KeyToPath: {
    ...simulated({ key: 'string', path: 'string' }),
    ...simulated({ mode: 'int32' }),
  },
  DownwardAPIVolumeSource: {
    ...simulated({ items: '[]DownwardAPIVolumeFile' }),
    ...simulated({ defaultMode: 'int32' }),
  },
  DownwardAPIVolumeFile: {
    ...simulated({ path: 'string', fieldRef: 'ObjectFieldSelector', resourceFieldRef: 'ResourceFieldSelector' }),
    ...simulated({ mode: 'int32' }),
  },
  ProjectedVolumeSource: {
    ...simulated({ sources: '[]VolumeProjection' }),
    ...simulated({ defaultMode: 'int32' }),
  },
  VolumeProjection: {
    ...simulated({
      secret: 'SecretProjection',
      downwardAPI: 'DownwardAPIProjection',
      configMap: 'ConfigMapProjection',
    }),
    ...simulated({ serviceAccountToken: 'ServiceAccountTokenProjection' }),
    ...inert(
      {
        clusterTrustBundle: 'ClusterTrustBundleProjection',
        podCertificate: 'PodCertificateProjection',
      },
      'taken as an empty directory',
    ),
  },
  ConfigMapProjection: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ items: '[]KeyToPath', optional: 'bool' }),
  },
  SecretProjection: {
    ...embedded('LocalObjectReference', LOCAL_OBJECT_REFERENCE),
    ...simulated({ items: '[]KeyToPath', optional: 'bool' }),
  },
  DownwardAPIProjection: {
    ...simulated({ items: '[]DownwardAPIVolumeFile' }),
  },
  ServiceAccountTokenProjection: {
    ...simulated({ path: 'string' }),
    ...inert({ audience: 'string', expirationSeconds: 'int64' }, 'nobody checks the token'),
  },
  ClusterTrustBundleProjection: {
    ...inert({
      name: 'string',
      signerName: 'string',
      labelSelector: 'LabelSelector',
      optional: 'bool',
      path: 'string',
    }),
  },
  PodCertificateProjection: {
    ...inert({
      signerName: 'string',
      keyType: 'string',
      maxExpirationSeconds: 'int32',
      credentialBundlePath: 'string',
      keyPath: 'string',
      certificateChainPath: 'string',
      userAnnotations: 'map[string]string',
    }),
  },
};
