// The place in the file: numbered lines, masked to structure, the line of the fault on its tint and what the fault points at underlined.
import { useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'
import { type ExcerptLine, excerptLines } from './excerpt.ts'
import type { Receipt } from './queries.ts'

export function Excerpt({ receipt }: { receipt: Pick<Receipt, 'excerpt' | 'place' | 'file'> }) {
  const { t } = useTexts()
  if (!receipt.excerpt) return null
  const lines = excerptLines(receipt.excerpt, receipt.place)
  return (
    <pre className="code id" tabIndex={0} aria-label={t('intake.excerptOf', { file: receipt.file })}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never changes
        <Line key={at} line={line} isLast={at === lines.length - 1} />
      ))}
    </pre>
  )
}

function Line({ line, isLast }: { line: ExcerptLine; isLast: boolean }) {
  return (
    <>
      <span className={line.isFault ? 'bad' : undefined}>
        <i>{line.no === undefined ? '' : count(line.no)}</i>
        {line.before}
        {line.marked ? <mark>{line.marked}</mark> : null}
        {line.after}
      </span>
      {isLast ? null : '\n'}
    </>
  )
}
