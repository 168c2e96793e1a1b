import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkCases, containerErrors, type Fields } from './checked-pods';

describe('probes and hooks', () => {
  const readiness = (probe: Fields): string[] => containerErrors({ readinessProbe: probe });
  checkCases(
    {
      'a handler of each kind is checked': [
        { httpGet: { port: 'a-very-long-port-name', scheme: 'FTP', httpHeaders: [{ name: 'a b', value: '1' }] } },
        '*.readinessProbe.httpGet.port: Invalid value: "a-very-long-port-name": must be no more than 15 characters',
        '*.readinessProbe.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"',
        "*.readinessProbe.httpGet.httpHeaders: Invalid value: \"a b\": a valid HTTP header must consist of alphanumeric " +
          "characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
      ],
      'a port that is missing counts as 0': [
        { tcpSocket: {} },
        '*.readinessProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
      'a grpc port is a number': [
        { grpc: { port: 0 } },
        '*.readinessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
      'a readiness probe has no grace period': [
        { exec: { command: ['true'] }, terminationGracePeriodSeconds: 10 },
        '*.readinessProbe.terminationGracePeriodSeconds: Invalid value: 10: must not be set for readinessProbes',
      ],
    },
    readiness,
  );

  test('a sleep is at most as long as the grace period', () => {
    const lifecycle = { postStart: { sleep: { seconds: 0 } }, preStop: { sleep: { seconds: 6 } } };
    assert.deepEqual(containerErrors({ lifecycle }, { terminationGracePeriodSeconds: 5 }), [
      '*.lifecycle.preStop.sleep: Invalid value: 6: must be non-negative and less than terminationGracePeriodSeconds (5)',
    ]);
    assert.deepEqual(containerErrors({ lifecycle }, { terminationGracePeriodSeconds: 6 }), []);
  });
});
