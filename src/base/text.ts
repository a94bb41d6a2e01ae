// Texts of others, shortened to what a place of ours holds.

/** The first `most` code units, less one where it would be half a character: no database takes a half in JSON. */
export function firstOf(text: string, most: number): string {
  if (text.length <= most) return text
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(most - 1))
  return text.slice(0, isHalf ? most - 1 : most)
}
