/** Commands of the walk through the calls, while one is under way. */
import { t } from '#window/i18n/i18n';
import { endScan, isScanning, skip, stay, stayToWhisper } from '../../scan';
import type { Command } from '../command';

type Step = 'next' | 'previous' | 'stay' | 'whisper' | 'end';

const onWalk = (step: Step, key: string, run: () => void): Command => ({
  group: 'calls',
  label: () => t(`scan.command.${step}`),
  keys: [key],
  during: isScanning,
  when: () => (isScanning() ? '' : t('scan.notOn')),
  run,
});

export const scanCommands = {
  'scan.next': onWalk('next', 'arrowright', () => {
    skip(1);
  }),
  'scan.previous': onWalk('previous', 'arrowleft', () => {
    skip(-1);
  }),
  'scan.stay': onWalk('stay', 'space', stay),
  'scan.whisper': onWalk('whisper', 'w', stayToWhisper),
  'scan.end': onWalk('end', 'escape', endScan),
} as const satisfies Readonly<Record<string, Command>>;
