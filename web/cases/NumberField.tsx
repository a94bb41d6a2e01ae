// The number of a case: from a series of the unit, or as the official register gave it, checked by the server for shape and doubles.
import { useState } from 'react'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { ChoiceField, Field } from '../ui/Field.tsx'
import type { Choices } from './queries.ts'

export type NumberState = {
  series: string
  entered: string
  isTried: boolean
  setSeries: (series: string) => void
  setEntered: (entered: string) => void
  complain: () => void
  isReady: boolean
  given: { series?: string; number?: string }
}

export function useNumber(choices: Choices | undefined): NumberState {
  const [chosen, setSeries] = useState('')
  const [entered, setEntered] = useState('')
  const [isTried, setTried] = useState(false)
  // What was chosen for one unit may not be a series of the next.
  const current = choices?.series.find((one) => one.id === chosen) ?? choices?.series[0]
  const series = current?.id ?? ''
  const isGivenOut = current?.isGivenOut ?? false
  const number = entered.trim()
  const given = { ...(series ? { series } : {}), ...(number ? { number } : {}) }
  return {
    series,
    entered,
    isTried,
    setSeries,
    setEntered,
    complain: () => setTried(true),
    isReady: isGivenOut || number !== '',
    given,
  }
}

export function NumberField({ number, choices }: { number: NumberState; choices: Choices | undefined }) {
  const { t, language } = useTexts()
  const series = choices?.series ?? []
  const current = series.find((one) => one.id === number.series)
  const hint = current?.isGivenOut
    ? t('cases.numberHintGiven', { example: current.example })
    : t('cases.numberHint', { example: current?.example ?? '' })
  return (
    <>
      {series.length > 1 ? (
        <ChoiceField
          label={t('cases.series')}
          name="series"
          value={number.series}
          onChange={number.setSeries}
          options={series.map((one) => ({
            value: one.id,
            label: t('cases.seriesLike', { series: nameIn(language, one.label), example: one.example }),
          }))}
        />
      ) : null}
      <Field
        label={t('cases.officialNumber')}
        hint={hint}
        className="id"
        value={number.entered}
        maxLength={100}
        onChange={(event) => number.setEntered(event.target.value)}
        wrong={number.isTried && !number.isReady ? t('cases.numberNeeded') : undefined}
        data-autofocus
      />
    </>
  )
}
