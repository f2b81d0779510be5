import { ChevronFirst, ChevronLast, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { formatCallTime, formatCount, formatRate } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { useRoleReason } from '#window/state/stationStore';
import { IconButton } from '#window/ui/buttons/IconButton.tsx';
import { Check } from '#window/ui/fields/Check.tsx';
import { Select } from '#window/ui/fields/Select.tsx';
import { goToHit, useHitStore } from '../record/hitStore';
import { type Mark, neighbour } from './marks';
import { RATES, seek, setRate, setSkipSilence, togglePlaying, usePlayerStore } from './playerStore';

/** Goes to the next or the previous mark of the call. */
export function goToMark(marks: readonly Mark[], direction: 1 | -1): void {
  const mark = neighbour(marks, usePlayerStore.getState().atMs, direction);
  if (mark !== undefined) {
    seek(mark.atMs);
  }
}

function HitButtons() {
  const { hits, index } = useHitStore();
  if (hits.length === 0) {
    return null;
  }
  return (
    <div className="flex items-center" role="group" aria-label={t('history.hits.label')}>
      <IconButton
        icon={ChevronFirst}
        size="small"
        label={t('history.hits.previous')}
        hint={`${t('history.hits.previous')} [`}
        onClick={() => {
          goToHit(-1);
        }}
      />
      <span role="status" className="text-meta text-muted tabular-nums">
        {t('history.hits.count', { at: formatCount(index + 1), count: hits.length })}
      </span>
      <IconButton
        icon={ChevronLast}
        size="small"
        label={t('history.hits.next')}
        hint={`${t('history.hits.next')} ]`}
        onClick={() => {
          goToHit(1);
        }}
      />
    </div>
  );
}

/** The places of the words that were searched for; also where there is no recording. */
export function HitBar() {
  const hits = useHitStore((state) => state.hits);
  return hits.length === 0 ? null : (
    <div className="border-t border-line px-5 py-1">
      <HitButtons />
    </div>
  );
}

/** What is done with the recording. */
export function PlayerControls({ marks }: { readonly marks: readonly Mark[] }) {
  const { state, atMs, rate, skipSilence } = usePlayerStore();
  const isPlaying = state === 'playing';
  const reason = useRoleReason('recording.read');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="flex items-center">
        <IconButton
          icon={SkipBack}
          size="small"
          label={t('history.player.previousMark')}
          hint={`${t('history.player.previousMark')} ,`}
          disabled={marks.length === 0}
          onClick={() => {
            goToMark(marks, -1);
          }}
        />
        <IconButton
          icon={isPlaying ? Pause : Play}
          label={t(isPlaying ? 'history.player.pause' : 'history.player.play')}
          reason={reason}
          onClick={togglePlaying}
        />
        <IconButton
          icon={SkipForward}
          size="small"
          label={t('history.player.nextMark')}
          hint={`${t('history.player.nextMark')} .`}
          disabled={marks.length === 0}
          onClick={() => {
            goToMark(marks, 1);
          }}
        />
      </div>
      <span className="font-mono text-meta tabular-nums" data-player-time>
        {formatCallTime(atMs)}
      </span>
      <Select
        className="w-auto"
        aria-label={t('history.player.rate')}
        value={String(rate)}
        choices={RATES.map((each) => ({ value: String(each), text: formatRate(each) }))}
        onChange={(value) => {
          setRate(Number(value));
        }}
      />
      <label className="flex items-center gap-1.5 text-meta">
        <Check checked={skipSilence} onChange={setSkipSilence} />
        {t('history.player.skipSilence')}
      </label>
    </div>
  );
}
