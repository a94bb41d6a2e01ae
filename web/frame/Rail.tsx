// The rail: the places of the console, only those that the role has. Below 721 px a bar at the bottom: four places, the rest under More.
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { pages, type RailItem } from '../pages.tsx'
import { useTexts } from '../texts/Say.tsx'
import { Brand, Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useCounts } from './counts.ts'
import { isAt, usePlaces } from './places.ts'

export function Rail() {
  const { t } = useTexts()
  const places = usePlaces()
  const counts = useCounts()
  const path = useLocation({ select: (location) => location.pathname })
  const here = pages.find((page) => isAt(page.path, path))?.rail
  return (
    <nav className="rail" aria-label={t('frame.places')}>
      <span className="brand" title={t('frame.product')}>
        <Brand />
      </span>
      <ul>
        {places.map((place, at) => (
          <li key={place.name} className={`${place.isLast ? 'last' : ''} ${at < 4 ? 'first' : ''}`}>
            <Link to={place.path} aria-current={here === place.name ? 'page' : undefined}>
              <Icon name={place.icon} />
              <span>{t(place.label)}</span>
              {counts[place.name] ? <span className="count">{counts[place.name]}</span> : null}
            </Link>
          </li>
        ))}
        <More places={places.slice(4)} here={here} counts={counts} />
      </ul>
    </nav>
  )
}

type MoreProps = { places: readonly RailItem[]; here: string | undefined; counts: ReturnType<typeof useCounts> }

/** It stands for the places behind it: marked when one of them is open, and with the number of the first that has one. */
function More({ places, here, counts }: MoreProps) {
  const { t } = useTexts()
  const navigate = useNavigate()
  if (places.length === 0) return null
  const count = places.map((place) => counts[place.name]).find(Boolean)
  const entries = places.map((place) => ({
    id: place.name,
    label: (
      <>
        {t(place.label)} <span className="sub">{counts[place.name]}</span>
      </>
    ),
    isCurrent: place.name === here,
    onPick: () => navigate({ to: place.path }),
  }))
  const button = (
    <button type="button" aria-current={places.some((place) => place.name === here) ? 'page' : undefined}>
      <Icon name="more" />
      <span>{t('frame.more')}</span>
      {count ? <span className="count">{count}</span> : null}
    </button>
  )
  return (
    <li className="rail-more">
      <Menu label={t('frame.more')} entries={entries} button={button} end />
    </li>
  )
}
