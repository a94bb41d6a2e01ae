// Where the focus goes when what had it leaves the page (a dialog that closed, a row that was acted on, a chip that was removed): back along
// the way one came, to the first place that is still there; else to the page. Never to another row: keys would act on what nobody chose.

const LONGEST_WAY = 20
let way: HTMLElement[] = []
/** What had it last, the page as a whole included: that is drawn anew when what was loading is there. */
let last: HTMLElement | undefined

export function startFocus() {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    last = target
    if (target.id !== 'page') way = [...way.filter((one) => one !== target), target].slice(-LONGEST_WAY)
  })
  new MutationObserver(() => {
    if (isLost()) setTimeout(bringBack, SETTLED_MS)
  }).observe(document.body, { childList: true, subtree: true })
}

/** Whoever closed it may put the focus somewhere itself: it goes first. */
const SETTLED_MS = 60

function isLost(): boolean {
  return last !== undefined && !last.isConnected && isNowhere()
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body

function bringBack() {
  if (!isLost()) return
  const place = placeBefore()
  way = way.filter((one) => one.isConnected)
  place?.focus({ preventScroll: true })
}

function placeBefore(): HTMLElement | null {
  const page = document.getElementById('page')
  for (const one of way.toReversed()) {
    const isRow = one.getAttribute('role') === 'row'
    // The same row is drawn anew when its list was asked again. A field of that name on another page is not the one that was left.
    const drawn = one.isConnected ? one : isRow ? document.getElementById(one.id) : null
    if (drawn && page?.contains(drawn) && drawn.checkVisibility()) return drawn
    if (isRow) return page
  }
  return page
}
