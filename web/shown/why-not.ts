// Why something may not be done: the server names a code, the sentence is ours.
import { useTexts } from '../texts/Say.tsx'

export function useWhyNot() {
  const { t, has } = useTexts()
  return (may: true | string | undefined): string | undefined => {
    if (may === true) return undefined
    if (may === undefined) return t('whyNot.other')
    return has(`whyNot.${may}`) ?? t('whyNot.other')
  }
}
