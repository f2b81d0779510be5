import { useState } from 'react';
import { spokenIn, type Transcript, type Turn } from '#model/transcript';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { whoActed } from '../../state/whoActed';

/** Finals kept in the live region; older ones have been read. */
const KEPT = 3;

function announceable(turns: Transcript): readonly Turn[] {
  return turns.filter((turn) => turn.status !== 'partial');
}

/**
 * The part that was heard, and of a tool what came of it; what the caller never heard is not
 * announced as said.
 */
function spokenText(turn: Turn): string {
  if (turn.tool !== undefined) {
    const { name, state } = turn.tool;
    return `${t('transcript.tool.label')} ${name}: ${t(`transcript.tool.state.${state}`)}`;
  }
  const spoken = spokenIn(turn);
  const who = whoActed(turn.by);
  const name = who === '' ? t(`transcript.${spoken?.voice ?? 'system'}`) : who;
  const note = turn.note === null ? turn.text : inWords(turn.note);
  return `${name}: ${spoken === null ? note : spoken.words.slice(0, turn.heardChars ?? undefined)}`;
}

/** Reads final turns to assistive technology: only those that come after the call was opened. */
export function Announcer({ turns }: { readonly turns: Transcript }) {
  const [skip] = useState(() => new Set(announceable(turns).map((turn) => turn.id)));
  const fresh = announceable(turns)
    .filter((turn) => !skip.has(turn.id))
    .slice(-KEPT);
  return (
    <div className="sr-only" aria-live="polite" aria-relevant="additions" data-testid="announcer">
      {fresh.map((turn) => (
        <p key={turn.id}>{spokenText(turn)}</p>
      ))}
    </div>
  );
}
