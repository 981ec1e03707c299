/** What is to become of nodes, as flags and marks say it: groups for those that a selector fits. */

/** One condition. */
export type Term =
  /** `i-…`, `mi-…`; marked nodes are one term. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** `name:web-*`, where `*` stands for any characters. */
  | { readonly kind: 'name'; readonly pattern: string }
  /** `tag:Environment=prod` */
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }
  /** `os:amazon-linux-2023`, in the words of `--os`. */
  | { readonly kind: 'os'; readonly name: string }
  | { readonly kind: 'ungrouped' }
  | { readonly kind: 'all' };

/** A node is meant where all of its terms fit. */
export type Selector = readonly Term[];

/** Of several that mean a node the first counts. */
export type Instruction =
  | { readonly kind: 'assign'; readonly group: string; readonly selector: Selector }
  /** Evenly; nodes that look like one service are not patched together, where there are enough groups. */
  | { readonly kind: 'spread'; readonly groups: readonly string[]; readonly selector: Selector }
  | { readonly kind: 'unassign'; readonly selector: Selector };
