import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { renderFieldError } from '../field-error';
import { FieldPath } from '../field-path';
import type { Container, PodSpec } from '../pod';
import { checkCases, errorsOf, LABEL_RULE, LABEL_VALUE_RULE, NAME_PART_RULE, SUBDOMAIN_RULE } from './checked-pods';
import { validatePodTemplate } from './validate-pod';

test('an ordinary pod is accepted', () => {
  assert.deepEqual(errorsOf({}), []);
});

describe('the rest of the spec', () => {
  checkCases(
    {
      'a policy of name resolution is known': [
        { dnsPolicy: 'Any' },
        'spec.dnsPolicy: Unsupported value: "Any": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
      ],
      'without a policy names need a configuration': [
        { dnsPolicy: 'None' },
        'spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
      ],
      'without a policy names need a server': [
        { dnsPolicy: 'None', dnsConfig: {} },
        'spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
      ],
      'name servers are addresses': [
        { dnsConfig: { nameservers: ['x', '010.0.0.1', '::ffff:1.2.3.4', '1.1.1.1'], options: [{ value: '1' }] } },
        'spec.dnsConfig.nameservers: Invalid value: ["x","010.0.0.1","::ffff:1.2.3.4","1.1.1.1"]: must not have more than 3 ' +
          'nameservers',
        'spec.dnsConfig.nameservers[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        'spec.dnsConfig.nameservers[1]: Invalid value: "010.0.0.1": must not have leading 0s',
        'spec.dnsConfig.nameservers[2]: Invalid value: "::ffff:1.2.3.4": must not be an IPv4-mapped IPv6 address',
        'spec.dnsConfig.options[0]: Required value: must not be empty',
      ],
      'search domains may have underscores': [{ dnsConfig: { searches: ['.', '_a.b.'] } }],
      'search domains are well formed': [
        { dnsConfig: { searches: ['A'] } },
        'spec.dnsConfig.searches[0]: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric ' +
          "characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used " +
          "for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')",
      ],
      'lines of the hosts file are well formed': [
        { hostAliases: [{ ip: '1.2.3', hostnames: ['A'] }] },
        'spec.hostAliases[0].ip: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        `spec.hostAliases[0].hostnames[0]: Invalid value: "A": ${SUBDOMAIN_RULE}`,
      ],
      'a name instead of the host name stands alone': [
        { hostnameOverride: 'a'.repeat(65), setHostnameAsFQDN: true, hostNetwork: true },
        'spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
        'spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
        'spec.hostnameOverride: Too long: may not be more than 64 bytes',
      ],
      'names are well formed': [
        { serviceAccountName: 'A', nodeName: 'B', hostname: 'C', subdomain: 'd.e', priorityClassName: 'F', runtimeClassName: '' },
        `spec.serviceAccountName: Invalid value: "A": ${SUBDOMAIN_RULE}`,
        `spec.nodeName: Invalid value: "B": ${SUBDOMAIN_RULE}`,
        `spec.hostname: Invalid value: "C": ${LABEL_RULE}`,
        'spec.subdomain: Invalid value: "d.e": must not contain dots',
        `spec.priorityClassName: Invalid value: "F": ${SUBDOMAIN_RULE}`,
        `spec.runtimeClassName: Invalid value: "": ${SUBDOMAIN_RULE}`,
      ],
      'a policy of preemption is known': [
        { preemptionPolicy: 'Always' },
        'spec.preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"',
      ],
      'gates are qualified names, each once': [
        { schedulingGates: [{ name: 'a' }, { name: 'a' }, {}] },
        'spec.schedulingGates[1]: Duplicate value: "a"',
        'spec.schedulingGates[2]: Invalid value: "": name part must be non-empty',
        `spec.schedulingGates[2]: Invalid value: "": ${NAME_PART_RULE}`,
      ],
      'a gated pod has no node': [
        { schedulingGates: [{ name: 'a' }], nodeName: 'node-1' },
        'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
      ],
      'a new pod has no ephemeral containers': [
        { ephemeralContainers: [{ name: 'debug' }] },
        'spec.ephemeralContainers: Forbidden: cannot be set on create',
      ],
      'with the host\'s network ports are the host\'s': [
        { hostNetwork: true, containers: [{ name: 'app', image: 'nginx:1.25', ports: [{ containerPort: 80, hostPort: 81 }] }] },
        'spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
      ],
      'tolerations are consistent': [
        {
          tolerations: [
            { operator: 'Equal' },
            { key: 'a', value: '-', effect: 'Never' },
            { key: 'a', operator: 'Gt', tolerationSeconds: 1 },
            { key: '-a', operator: 'Exists' },
          ],
        },
        'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match ' +
          'all values and all keys"',
        `spec.tolerations[1].operator: Invalid value: "-": ${LABEL_VALUE_RULE}`,
        'spec.tolerations[1].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
        'spec.tolerations[2].effect: Invalid value: "": effect must be \'NoExecute\' when `tolerationSeconds` is set',
        'spec.tolerations[2].operator: Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt", "Gt"',
        `spec.tolerations[3].key: Invalid value: "-a": ${NAME_PART_RULE}`,
      ],
    },
    (spec) => errorsOf(spec),
  );
});

test('a template is checked at its path, without a name', () => {
  const container: Container = { name: 'app', image: '' };
  const template = {
    metadata: { labels: { app: '-' }, annotations: { '-': '' } },
    spec: { containers: [container], ephemeralContainers: [{}] } as PodSpec,
  };
  assert.deepEqual(validatePodTemplate(template, FieldPath.of('spec').child('template')).map(renderFieldError), [
    `spec.template.labels: Invalid value: "-": ${LABEL_VALUE_RULE}`,
    `spec.template.annotations: Invalid value: "-": ${NAME_PART_RULE}`,
    'spec.template.spec.containers[0].image: Required value',
    'spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template',
  ]);
  assert.deepEqual(validatePodTemplate({}, FieldPath.of('t')).map(renderFieldError), ['t.spec.containers: Required value']);
});
