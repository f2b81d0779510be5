import { create } from 'zustand';
import type { CordboardApi } from '#contract/api';
import { request } from '../../bridge/bridge';
import { partsOf, save, saved } from '../../state/saved';

/** How alerts are heard in this window; kept from one start to the next. */
export type SoundChoices = {
  readonly muted: boolean;
  /** 0 to 1. */
  readonly volume: number;
  /** They are heard only while another window is in front. */
  readonly onlyAway: boolean;
};

const NAME = 'alertSound';

function read(found: unknown): SoundChoices {
  const { muted, volume, onlyAway } = partsOf(found);
  return {
    muted: muted === true,
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 0.5,
    onlyAway: onlyAway === true,
  };
}

export const savedSound = (): SoundChoices => saved(NAME, read);

export const useSoundChoices = create<SoundChoices>()(savedSound);

export function chooseSound(patch: Partial<SoundChoices>): void {
  const next = { ...useSoundChoices.getState(), ...patch };
  useSoundChoices.setState(next);
  save(NAME, next);
}

/** Turns the sound of alerts off, or on again. */
export function toggleAlertSound(): void {
  chooseSound({ muted: !useSoundChoices.getState().muted });
}

function tellMuted(): void {
  void request('app:muteAlerts', { muted: useSoundChoices.getState().muted });
}

/** Keeps the tray and the other windows in step, which mute alerts too; the result stops. */
export function followMute(api: CordboardApi): () => void {
  tellMuted();
  const stopTelling = useSoundChoices.subscribe((now, before) => {
    if (now.muted !== before.muted) {
      tellMuted();
    }
  });
  const stopHearing = api.onAlertsMuted((muted) => {
    if (muted !== useSoundChoices.getState().muted) {
      chooseSound({ muted });
    }
  });
  return () => {
    stopTelling();
    stopHearing();
  };
}

/** How loud an alert is now, 0 to 1; 0: it is only seen. */
export function volumeNow(): number {
  const { muted, volume, onlyAway } = useSoundChoices.getState();
  return muted || (onlyAway && document.hasFocus()) ? 0 : volume;
}
