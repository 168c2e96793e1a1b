import type { Pod } from '../../api/pod';
import type { Refusal } from './admission';

/** The sysctls that every pod may set on a kernel of today. `pkg/kubelet/sysctl/safe_sysctls.go` safeSysctls. */
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
];

/**
 * Why a pod may not set a sysctl that it wants to set, if so.
 * Follows `pkg/kubelet/sysctl/allowlist.go` Admit.
 * @param allowedUnsafe further sysctls that are allowed, or their beginnings before a `*`
 */
export function checkSysctls({ spec }: Pod, allowedUnsafe: readonly string[]): Refusal | undefined {
  for (const { name } of (spec.securityContext?.sysctls ?? []) as readonly { readonly name: string }[]) {
    const problem = problemOf(withDots(name), spec, allowedUnsafe);
    if (problem !== undefined) return { reason: 'SysctlForbidden', message: `forbidden sysctl: ${problem}` };
  }
  return undefined;
}

function problemOf(sysctl: string, { hostNetwork, hostIPC }: Pod['spec'], allowedUnsafe: readonly string[]): string | undefined {
  const isAllowed = SAFE_SYSCTLS.includes(sysctl) || allowedUnsafe.some((pattern) => matches(withDots(pattern), sysctl));
  if (!isAllowed) return `"${sysctl}" not allowlisted`;
  const isOfNetwork = sysctl.startsWith('net.');
  if (isOfNetwork && hostNetwork) return `"${sysctl}" not allowed with host Net enabled`;
  return !isOfNetwork && hostIPC ? `"${sysctl}" not allowed with host IPC enabled` : undefined;
}

function matches(pattern: string, sysctl: string): boolean {
  const star = pattern.indexOf('*');
  return star < 0 ? pattern === sysctl : sysctl.startsWith(pattern.slice(0, star));
}

/** Follows `staging/src/k8s.io/component-helpers/node/util/sysctl/sysctl.go` NormalizeName. */
function withDots(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  return separator === '/' ? name.replace(/[./]/g, (each) => (each === '/' ? '.' : '/')) : name;
}
