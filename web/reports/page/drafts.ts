// Notes that are being written, by what they are about: a key or a link that leads away loses none of them. In memory only, and of one
// person only: whoever else signs in gets the console loaded anew.
import { useState } from 'react'

const drafts = new Map<string, string>()

export function useDraft(about: string): [string, (text: string) => void] {
  const [text, setText] = useState(drafts.get(about) ?? '')
  const write = (given: string) => {
    if (given) drafts.set(about, given)
    else drafts.delete(about)
    setText(given)
  }
  return [text, write]
}
