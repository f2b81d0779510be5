import { useEffect, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_SAMPLE_CHARS } from '#model/limits';
import { VOICE_NAMES, type VoiceName } from '#model/voices';
import { AUDITION_VOICES, type SampleRequest } from '#model/voiceSample';
import { request } from '../../bridge/bridge';
import { formatDollars } from '../../format/format';
import { VOICES_BY_NAME, voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { AreaField } from '../../ui/fields/AreaField';
import { CheckField } from '../../ui/fields/CheckField';
import type { Choice } from '../../ui/fields/Select';
import { SelectField } from '../../ui/fields/SelectField';
import { useProfileList } from '../profiles';
import { beginAudition } from './audition';
import { wordSources, type WordsSource } from './words';

/** A place for a voice; it may be left empty. */
type Place = VoiceName | '';

function choices(): readonly Choice<Place>[] {
  const voices = VOICES_BY_NAME.map((name) => ({
    value: name,
    text: t('audition.option', { voice: name, style: voiceStyle(name) }),
  }));
  return [{ value: '', text: t('audition.noVoice') }, ...voices];
}

/** The voice of the call, and the first others. */
function firstPlaces(voice: VoiceName | undefined): readonly Place[] {
  const all = voice === undefined ? VOICE_NAMES : [voice, ...VOICE_NAMES];
  return [...new Set(all)].slice(0, AUDITION_VOICES);
}

/** What having these spoken costs, US dollars, about; null until it is known. */
function useCost(samples: readonly SampleRequest[]): number | null {
  const [cost, setCost] = useState<number | null>(null);
  const asked = JSON.stringify(samples);
  useEffect(() => {
    let wanted = true;
    const input = { samples: JSON.parse(asked) as readonly SampleRequest[] };
    void request('voices:estimate', input).then((answer) => {
      if (wanted) {
        setCost(answer.ok ? answer.value : null);
      }
    });
    return () => {
      wanted = false;
    };
  }, [asked]);
  return cost;
}

function Cost({ samples }: { readonly samples: readonly SampleRequest[] }) {
  const cost = useCost(samples);
  const text =
    cost === 0 ? t('audition.free') : t('audition.cost', { cost: formatDollars(cost ?? 0) });
  return (
    <p role="status" className="min-h-5 flex-1 text-muted">
      {cost !== null && samples.length > 0 && text}
    </p>
  );
}

/** Chooses the words and the voices that speak them. */
export function Choosing({ callId }: { readonly callId: CallId }) {
  const reason = useRoleReason('voice.sample');
  const call = useCallsStore((state) => state.byId[callId]);
  const transcript = useCallsStore((state) => state.transcripts[callId]) ?? [];
  const profile = useProfileList().find(({ id }) => id === call?.profileId);
  const words = wordSources(transcript, profile);
  const [source, setSource] = useState<WordsSource>(() =>
    words.answer === undefined ? 'greeting' : 'answer',
  );
  const [own, setOwn] = useState('');
  const [places, setPlaces] = useState(() => firstPlaces(call?.voice));
  const [blind, setBlind] = useState(false);
  const text = (source === 'own' ? own : (words[source] ?? '')).trim();
  const voices = [...new Set(places)].filter((place) => place !== '');
  const samples =
    text === '' ? [] : voices.map((voice) => ({ voice, model: call?.model ?? '', text }));
  return (
    <form
      className="flex flex-col gap-4 px-5 pt-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (samples.length > 0 && reason === '') {
          beginAudition(samples, blind);
        }
      }}
    >
      <SelectField
        label={t('audition.source')}
        value={source}
        choices={(['answer', 'greeting', 'own'] as const)
          .filter((each) => each === 'own' || words[each] !== undefined)
          .map((value) => ({ value, text: t(`audition.words.${value}`) }))}
        onChange={setSource}
      />
      <AreaField
        label={t('audition.text')}
        className="h-20 resize-none"
        maxLength={MAX_SAMPLE_CHARS}
        value={source === 'own' ? own : (words[source] ?? '')}
        onChange={(next) => {
          setOwn(next);
          setSource('own');
        }}
      />
      <div className="grid grid-cols-2 gap-3">
        {places.map((place, at) => (
          <SelectField
            // The places stay; what is in them changes.
            key={at}
            label={t('audition.voice', { number: at + 1 })}
            value={place}
            choices={choices()}
            onChange={(chosen) => {
              setPlaces(places.with(at, chosen));
            }}
          />
        ))}
      </div>
      <CheckField
        label={t('audition.blind')}
        hint={t('audition.blindHint')}
        checked={blind}
        onChange={setBlind}
      />
      <div className="flex items-center gap-2">
        <Cost samples={samples} />
        <Button onClick={closeDialog}>{t('audition.cancel')}</Button>
        <Button
          type="submit"
          variant="primary"
          reason={reason}
          disabled={samples.length === 0 && reason === ''}
        >
          {t('audition.make')}
        </Button>
      </div>
    </form>
  );
}
