// What a Metal-compatible API offers to order: plans, metros and operating systems. A small, stable selection.

export interface Plan {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly class: string;
  readonly line: "baremetal";
  readonly description: string;
  readonly pricing: { readonly hour: number };
}

export interface Metro {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly country: string;
}

export interface OperatingSystem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly distro: string;
  readonly version: string;
}

function plan(index: number, slug: string, description: string, hour: number): Plan {
  const id = `7a1f0000-0000-4000-8000-00000000000${String(index)}`;
  return { id, slug, name: slug, class: slug, line: "baremetal", description, pricing: { hour } };
}

export const PLANS: readonly Plan[] = [
  plan(1, "c3.small.x86", "8 cores, 32 GB, 2 × 480 GB SSD", 0.75),
  plan(2, "c3.medium.x86", "24 cores, 64 GB, 2 × 480 GB SSD", 1.5),
  plan(3, "m3.small.x86", "8 cores, 64 GB, 2 × 480 GB SSD", 1.05),
  plan(4, "m3.large.x86", "32 cores, 256 GB, 2 × 3.8 TB NVMe", 3.1),
  plan(5, "a3.large.x86", "64 cores, 1 TB, 2 × 3.8 TB NVMe", 4.5),
];

export const METROS: readonly Metro[] = [
  { id: "3e770000-0000-4000-8000-000000000001", code: "am", name: "Amsterdam", country: "NL" },
  { id: "3e770000-0000-4000-8000-000000000002", code: "fr", name: "Frankfurt", country: "DE" },
  { id: "3e770000-0000-4000-8000-000000000003", code: "da", name: "Dallas", country: "US" },
  { id: "3e770000-0000-4000-8000-000000000004", code: "sg", name: "Singapore", country: "SG" },
];

export const OPERATING_SYSTEMS: readonly OperatingSystem[] = [
  {
    id: "05000000-0000-4000-8000-000000000001",
    slug: "ubuntu_24_04",
    name: "Ubuntu 24.04 LTS",
    distro: "ubuntu",
    version: "24.04",
  },
  {
    id: "05000000-0000-4000-8000-000000000002",
    slug: "ubuntu_22_04",
    name: "Ubuntu 22.04 LTS",
    distro: "ubuntu",
    version: "22.04",
  },
  { id: "05000000-0000-4000-8000-000000000003", slug: "debian_12", name: "Debian 12", distro: "debian", version: "12" },
  { id: "05000000-0000-4000-8000-000000000004", slug: "rocky_9", name: "Rocky Linux 9", distro: "rocky", version: "9" },
];
