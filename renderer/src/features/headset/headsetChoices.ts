import { create } from 'zustand';
import { partsOf, save, saved } from '../../state/saved';

/** `open`: what is said is heard. `push`: only while a key is held. */
const TALK_MODES = ['open', 'push'] as const;

export type TalkMode = (typeof TALK_MODES)[number];

/** What the supervisor chose for their headset; kept from one start to the next. */
export type HeadsetChoices = {
  /** Ids of devices; empty for those the system chooses. */
  readonly microphone: string;
  readonly speaker: string;
  /** 0 to 1. */
  readonly volume: number;
  readonly talk: TalkMode;
};

const NAME = 'headset';

function read(found: unknown): HeadsetChoices {
  const { microphone, speaker, volume, talk } = partsOf(found);
  return {
    microphone: typeof microphone === 'string' ? microphone : '',
    speaker: typeof speaker === 'string' ? speaker : '',
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
    talk: TALK_MODES.find((mode) => mode === talk) ?? 'open',
  };
}

export const savedChoices = (): HeadsetChoices => saved(NAME, read);

export const useHeadsetChoices = create<HeadsetChoices>()(savedChoices);

export function chooseForHeadset(patch: Partial<HeadsetChoices>): void {
  const next = { ...useHeadsetChoices.getState(), ...patch };
  useHeadsetChoices.setState(next);
  save(NAME, next);
}
