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
        <More places={places.slice(4)} />
      </ul>
    </nav>
  )
}

function More({ places }: { places: readonly RailItem[] }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  if (places.length === 0) return null
  const entries = places.map((place) => ({ id: place.name, label: t(place.label), onPick: () => navigate({ to: place.path }) }))
  const button = (
    <button type="button">
      <Icon name="more" />
      <span>{t('frame.more')}</span>
    </button>
  )
  return (
    <li className="rail-more">
      <Menu label={t('frame.more')} entries={entries} button={button} end />
    </li>
  )
}
