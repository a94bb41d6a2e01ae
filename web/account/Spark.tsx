// The last weeks as a small line; the numbers stand in its name, for those who do not see it.
import { useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'

const WIDTH = 92
const HEIGHT = 22

export function Spark({ values }: { values: readonly number[] }) {
  const { t } = useTexts()
  const most = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, values.length - 1)
  const points = values.map((value, at) => `${round(at * step)},${round(HEIGHT - 3 - (value / most) * (HEIGHT - 6))}`)
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('account.weeks', { numbers: values.map(count).join(', ') })}
    >
      <polyline points={points.join(' ')} />
    </svg>
  )
}

const round = (value: number) => Math.round(value * 10) / 10
