// Sets that only grow together, over anything that can be a key of a Map.
export class UnionFind<T> {
  readonly #at = new Map<T, number>()
  readonly #parent: number[] = []

  /** The number of the set that holds `item`; an unknown item is a set of its own. Valid until the next join. */
  root(item: T): number {
    let node = this.#at.get(item)
    if (node === undefined) {
      node = this.#parent.push(this.#parent.length) - 1
      this.#at.set(item, node)
    }
    while (this.#parent[node] !== node) {
      this.#parent[node] = this.#parent[this.#parent[node]!]!
      node = this.#parent[node]!
    }
    return node
  }

  join(a: T, b: T): void {
    const [into, from] = [this.root(a), this.root(b)]
    if (into !== from) this.#parent[from] = into
  }
}
