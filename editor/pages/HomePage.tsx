import { api } from '../api.ts'
import { AlertPanel } from '../panels/AlertPanel.tsx'
import { FocusPanel } from '../panels/FocusPanel.tsx'
import { InboxPanel } from '../panels/InboxPanel.tsx'
import { RulesPanel } from '../panels/RulesPanel.tsx'
import { RunPanel } from '../panels/RunPanel.tsx'
import { Unreachable } from '../panels/Unreachable.tsx'
import { say } from '../texts/say.ts'
import { useHash } from '../useHash.ts'
import { useLive } from '../useLive.ts'

/**
 * The one page of this version: rules, alerts, runs with their steps live, inbox; or the one thing that a link points to,
 * alone, so that on a phone all of it is about that.
 */
export function HomePage() {
  const about = useLive(['about'], api.about)
  const { focus } = useHash().view
  return (
    <>
      <header className="top">
        <h1>
          <img src={icon} alt="" width="28" height="28" /> Tocsin
        </h1>
        <nav aria-label={say('otherPages')}>
          {about.data?.temporal_ui_url && (
            <a href={about.data.temporal_ui_url} target="_blank" rel="noreferrer">
              {say('temporalUi')}
            </a>
          )}
          <a href="/docs">{say('apiDocs')}</a>
          <a href="/redoc">{say('apiReference')}</a>
          <a href="/health">{say('health')}</a>
        </nav>
      </header>
      <Unreachable />
      <main>
        {focus ? (
          <FocusPanel key={`${focus.kind} ${focus.id}`} focus={focus} />
        ) : (
          <>
            <RulesPanel />
            <AlertPanel />
            <RunPanel />
            <InboxPanel />
          </>
        )}
      </main>
      <footer className="quiet">{about.data && `Tocsin ${about.data.version}`}</footer>
    </>
  )
}

const icon = new URL('../icon.svg', import.meta.url).href
