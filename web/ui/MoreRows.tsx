// The foot of a list that comes page by page: how much is shown, and the next page when somebody wants it.
import { useTexts } from '../texts/Say.tsx'
import { Button } from './Button.tsx'
import { ErrorMessage } from './ErrorMessage.tsx'

type Paged = {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: unknown
  fetchNextPage: () => unknown
}

export function MoreRows({ list, shown, total }: { list: Paged; shown: number; total?: number }) {
  const { t } = useTexts()
  if (shown === 0) return null
  const says = total === undefined ? t('ui.shownRows', { count: shown }) : t('ui.ofTotal', { part: shown, total })
  return (
    <div className="rows-foot">
      {list.isFetchNextPageError ? <ErrorMessage error={list.error} onAgain={() => list.fetchNextPage()} /> : null}
      <p className="row-of">
        {list.hasNextPage ? (
          <Button onClick={() => list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
            {t('ui.moreRows')}
          </Button>
        ) : null}
        <span>{list.hasNextPage || total !== undefined ? says : t('ui.allRows', { count: shown })}</span>
      </p>
    </div>
  )
}
