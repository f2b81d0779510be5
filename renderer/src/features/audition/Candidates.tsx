import { Play, Volume2 } from 'lucide-react';
import { voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { Kbd } from '../../ui/buttons/Kbd';
import { Spinner } from '../../ui/messages/Spinner';
import { AlertShape } from '../../ui/signs/AlertShape';
import { play } from './audition';
import type { Audition, Candidate } from './auditionStore';

function StateSign({
  name,
  playing,
}: {
  readonly name: Candidate['state']['name'];
  readonly playing: boolean;
}) {
  if (name === 'making') {
    return <Spinner size={20} />;
  }
  if (name === 'failed') {
    return <AlertShape level="danger" />;
  }
  const Icon = playing ? Volume2 : Play;
  return <Icon size={20} aria-hidden="true" />;
}

/** One voice: a press selects and plays it. */
function CandidateButton(props: {
  readonly candidate: Candidate;
  readonly number: number;
  readonly audition: Audition;
}) {
  const { candidate, number, audition } = props;
  const { voice, state } = candidate;
  const at = number - 1;
  const playing = audition.playing === at;
  return (
    <button
      type="button"
      className="candidate"
      aria-pressed={audition.selected === at}
      onClick={() => {
        play(at);
      }}
    >
      <StateSign name={state.name} playing={playing} />
      <span className="font-medium">
        {audition.blind ? t('audition.voice', { number }) : voice}
      </span>
      <span className="text-meta text-muted">
        {audition.blind ? t('audition.unknown') : voiceStyle(voice)}
      </span>
      <span className="text-meta text-muted">
        {t(`audition.state.${playing ? 'playing' : state.name}`)}
      </span>
      <Kbd>{String(number)}</Kbd>
    </button>
  );
}

/** The voices beside each other. Enter chooses the one that is selected. */
export function Candidates(props: { readonly audition: Audition; readonly onChoose: () => void }) {
  const { audition } = props;
  return (
    <div
      role="group"
      aria-label={t('audition.voices')}
      className="grid grid-cols-4 gap-2"
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          props.onChoose();
        }
      }}
    >
      {audition.candidates.map((candidate, at) => (
        <CandidateButton
          key={candidate.voice}
          candidate={candidate}
          number={at + 1}
          audition={audition}
        />
      ))}
    </div>
  );
}
