// Which units of a chosen pack take part from the first day: a tree in which a unit that is left out takes with it all below.
import { type CSSProperties, useState } from 'react'
import { type Folds, type Line, linesOf, pathTo } from '../agencies/tree.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Site } from './site.ts'

type Pack = Site['packs'][number]
type Unit = Pack['units'][number]
type Props = { pack: Pack; leftOut: ReadonlySet<number>; onChange: (leftOut: ReadonlySet<number>) => void }

export function UnitChoice({ pack, leftOut, onChange }: Props) {
  const { t, language } = useTexts()
  const [folds, setFolds] = useState<Folds>(new Map())
  const byNo = new Map(pack.units.map((unit) => [unit.no, unit]))
  const isOut = (unit: Unit) => [...pathTo(unit, byNo), unit].some(({ no }) => leftOut.has(no))
  const taking = pack.units.filter((unit) => !isOut(unit)).length
  const highest = pack.units.filter(({ isNeeded, parentNo }) => !isNeeded && (byNo.get(parentNo ?? -1)?.isNeeded ?? true))
  const turn = ({ no }: Unit, isIn: boolean) =>
    onChange(isIn ? new Set([...leftOut].filter((one) => one !== no)) : new Set([...leftOut, no]))
  return (
    <details className="unit-choice">
      <summary>{t('gate.units', { country: nameIn(language, pack.name), taking, all: pack.units.length })}</summary>
      <p className="sub">{t('gate.unitsSay')}</p>
      <div className="unit-choice-all">
        <Button onClick={() => onChange(new Set())}>{t('gate.unitsAll')}</Button>
        <Button onClick={() => onChange(new Set(highest.map(({ no }) => no)))}>{t('gate.unitsNone')}</Button>
      </div>
      <ul>
        {linesOf(pack.units, { folds, q: '' }).map((line) => (
          <UnitLine
            key={line.agency.no}
            line={line}
            isIn={!isOut(line.agency)}
            isAboveOut={line.path.some(isOut)}
            onTurn={(isIn) => turn(line.agency, isIn)}
            onFold={(isUnfolded) => setFolds(new Map([...folds, [line.agency.no, isUnfolded]]))}
          />
        ))}
      </ul>
    </details>
  )
}

interface LineProps {
  line: Line<Unit>
  isIn: boolean
  isAboveOut: boolean
  onTurn: (isIn: boolean) => void
  onFold: (isUnfolded: boolean) => void
}

function UnitLine({ line, isIn, isAboveOut, onTurn, onFold }: LineProps) {
  const { t, language } = useTexts()
  const { agency, level, below, isUnfolded } = line
  const name = nameIn(language, agency.name)
  return (
    <li style={{ '--level': level } as CSSProperties}>
      {below > 0 ? (
        <button
          type="button"
          className="twist"
          aria-expanded={isUnfolded}
          aria-label={t('agencies.fold', { name, count: below })}
          onClick={() => onFold(!isUnfolded)}
        >
          <Icon name={isUnfolded ? 'down' : 'right'} small />
        </button>
      ) : (
        <span className="twist" />
      )}
      <label className="choice">
        <input
          type="checkbox"
          checked={isIn}
          disabled={agency.isNeeded || isAboveOut}
          onChange={(event) => onTurn(event.target.checked)}
        />{' '}
        {name}
      </label>
      {below > 0 && !isUnfolded ? <span className="sub">{below}</span> : null}
    </li>
  )
}
