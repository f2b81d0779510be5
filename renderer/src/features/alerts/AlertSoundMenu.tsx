import { Volume2, VolumeX } from 'lucide-react';
import { formatPercent } from '../../format/format';
import { t } from '../../i18n/i18n';
import { usePopover } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { Popover } from '../../ui/dialogs/Popover';
import { CheckField } from '../../ui/fields/CheckField';
import { Field } from '../../ui/fields/Field';
import { cuePlayer } from './cues';
import { chooseSound, useSoundChoices } from './soundChoices';

function VolumeField({ volume }: { readonly volume: number }) {
  return (
    <Field label={t('alerts.sound.volume')}>
      {(wiring) => (
        <span className="flex items-center gap-3">
          <input
            {...wiring}
            type="range"
            className="flex-1"
            min={0}
            max={1}
            step={0.05}
            value={volume}
            onChange={(event) => {
              chooseSound({ volume: event.target.valueAsNumber });
            }}
          />
          <output htmlFor={wiring.id} className="w-10 text-right tabular-nums">
            {formatPercent(volume)}
          </output>
        </span>
      )}
    </Field>
  );
}

/** How loud alerts are in this window, and when; with a try of each sound. */
export function AlertSoundMenu() {
  const { muted, volume, onlyAway } = useSoundChoices();
  const state = t(muted ? 'alerts.sound.off' : 'alerts.sound.on');
  return (
    <Popover
      {...usePopover('alertSound', false)}
      trigger={
        <IconButton
          icon={muted ? VolumeX : Volume2}
          label={t('alerts.sound.label')}
          hint={`${t('alerts.sound.label')}: ${state}`}
          size="small"
        />
      }
      className="flex w-72 flex-col gap-4 p-4"
      align="end"
      aria-label={t('alerts.sound.label')}
    >
      <CheckField
        label={t('alerts.sound.mute')}
        hint={t('alerts.sound.muteHint')}
        checked={muted}
        onChange={(next) => {
          chooseSound({ muted: next });
        }}
      />
      <CheckField
        label={t('alerts.sound.onlyAway')}
        hint={t('alerts.sound.onlyAwayHint')}
        checked={onlyAway}
        onChange={(next) => {
          chooseSound({ onlyAway: next });
        }}
      />
      <VolumeField volume={volume} />
      <div className="flex flex-wrap gap-2">
        {(['warn', 'danger'] as const).map((severity) => (
          <Button
            key={severity}
            size="small"
            onClick={() => {
              cuePlayer.play(severity, volume);
            }}
          >
            {t(`alerts.sound.try.${severity}`)}
          </Button>
        ))}
      </div>
    </Popover>
  );
}
