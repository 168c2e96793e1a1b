/**
 * The addresses of services: 10.96.0.0/12, as kubeadm has it. The real allocator draws one at random above the first 256,
 * which it leaves for those that ask for a certain one (`pkg/registry/core/service/ipallocator/ipallocator.go`
 * calculateRangeOffset); here they are handed out in order, from 10.96.1.1 on.
 */
export class ClusterIps {
  readonly #taken = new Set<string>();
  #next = 257;

  /** An address that nobody has. */
  allocate(): string {
    for (;;) {
      const address = serviceAddress(this.#next);
      this.#next += 1;
      if (!this.#taken.has(address)) {
        this.#taken.add(address);
        return address;
      }
    }
  }

  /** Takes a certain address. */
  reserve(address: string): void {
    this.#taken.add(address);
  }
}

function serviceAddress(offset: number): string {
  return `10.${96 + (offset >> 16)}.${(offset >> 8) & 255}.${offset & 255}`;
}
