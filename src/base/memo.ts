// Remembers answers of a pure function for texts that come again and again; forgets all of them when there are too many.

export function memoised<T>(find: (text: string) => T, most: number): (text: string) => T {
  const kept = new Map<string, T>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined || kept.has(text)) return known as T
    const found = find(text)
    if (kept.size >= most) kept.clear()
    kept.set(text, found)
    return found
  }
}

/** The same for each object that the answers depend on: they go with it. */
export function memoisedFor<K extends object, T>(find: (of: K, text: string) => T, most: number): (of: K, text: string) => T {
  const known = new WeakMap<K, (text: string) => T>()
  return (of, text) => {
    let own = known.get(of)
    if (own === undefined) {
      own = memoised((one) => find(of, one), most)
      known.set(of, own)
    }
    return own(text)
  }
}
