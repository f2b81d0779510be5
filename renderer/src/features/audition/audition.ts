/** Has voices speak, and plays them. */
import type { SampleRequest, VoiceSample } from '#model/voiceSample';
import { SamplePlayer } from '../../audio/samplePlayer';
import { request } from '../../bridge/bridge';
import { useHeadsetChoices } from '../headset';
import { type Audition, type SampleState, useAuditionStore } from './auditionStore';

const player = new SamplePlayer();

/** Each beginning has its own, so that answers to an earlier one are known. */
let running: symbol | null = null;

function change(patch: (audition: Audition) => Partial<Audition>): void {
  useAuditionStore.setState(({ audition }) => ({
    audition: audition === null ? null : { ...audition, ...patch(audition) },
  }));
}

/** Has these spoken; the samples come one after the other. `blind`: in an unknown order. */
export function beginAudition(samples: readonly SampleRequest[], blind: boolean): void {
  const current = Symbol('audition');
  running = current;
  const inOrder = blind ? shuffled(samples) : samples;
  const candidates = inOrder.map(({ voice }) => ({ voice, state: { name: 'making' } }) as const);
  useAuditionStore.setState({
    audition: { candidates, blind, selected: 0, playing: null, unheard: false },
  });
  inOrder.forEach((sample, at) => {
    void fetchSample(sample).then((state) => {
      if (running === current) {
        change(({ candidates: all }) => ({
          candidates: all.map((each, place) => (place === at ? { ...each, state } : each)),
        }));
      }
    });
  });
}

/** Selects a voice, and plays it if it is there. */
export function play(at: number): void {
  const candidate = useAuditionStore.getState().audition?.candidates[at];
  if (candidate === undefined) {
    return;
  }
  const { state } = candidate;
  change(() => ({ selected: at, playing: state.name === 'ready' ? at : null, unheard: false }));
  if (state.name === 'ready') {
    void playSample(state.sample);
  } else {
    player.stop();
  }
}

/** Where the supervisor hears calls, and as loud. */
async function playSample(sample: VoiceSample): Promise<void> {
  const isHeard = await player.play(sample, useHeadsetChoices.getState(), () => {
    change(() => ({ playing: null }));
  });
  if (!isHeard) {
    change(() => ({ playing: null, unheard: true }));
  }
}

/** Shows the names of the voices. */
export function showNames(): void {
  change(() => ({ blind: false }));
}

/** Ends the comparison. What is still being spoken is kept for the next one. */
export function endAudition(): void {
  running = null;
  player.close();
  useAuditionStore.setState({ audition: null });
}

async function fetchSample(sample: SampleRequest): Promise<SampleState> {
  const answer = await request('voices:sample', sample);
  return answer.ok
    ? { name: 'ready', sample: answer.value }
    : { name: 'failed', message: answer.error.phrase };
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
