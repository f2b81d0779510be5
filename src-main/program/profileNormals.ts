import {
  type CallFigures,
  normalOf,
  NOTHING_NORMAL,
  type ProfileNormal,
} from '#main/call/talk/attention/normal';
import type { HistoryStore } from '#main/store/historyStore';
import type { RecordedCall } from '#model/history';

/** The newest calls of a profile, from which its normal is learned. */
const CALLS_READ = 50;

/** What was learned is used for this long, ms. */
const FRESH_MS = 10 * 60_000;

type Learned = { readonly normal: ProfileNormal; readonly atMs: number };

/**
 * What is normal in the calls of each profile, from the record. Until it has been read, nothing is
 * known: the answer comes at once, and reading goes on behind it.
 */
export class ProfileNormals {
  readonly #history: Pick<HistoryStore, 'search'>;
  readonly #learned = new Map<string, Learned>();

  constructor(history: Pick<HistoryStore, 'search'>) {
    this.#history = history;
  }

  of(profileId: string): ProfileNormal {
    const learned = this.#learned.get(profileId);
    const nowMs = performance.now();
    if (learned === undefined || nowMs - learned.atMs >= FRESH_MS) {
      const normal = learned?.normal ?? NOTHING_NORMAL;
      this.#learned.set(profileId, { normal, atMs: nowMs });
      void this.#learn(profileId);
    }
    return learned?.normal ?? NOTHING_NORMAL;
  }

  /** A record that cannot be read leaves what is known as it is. */
  async #learn(profileId: string): Promise<void> {
    const found = await this.#history.search({ profileId, state: 'ended', limit: CALLS_READ });
    if (found.ok) {
      const normal = normalOf(found.value.hits.map(({ call }) => figuresOf(call)));
      this.#learned.set(profileId, { normal, atMs: performance.now() });
    }
  }
}

function figuresOf({ answeredAt, endedAt, metrics }: RecordedCall): CallFigures {
  const { medianTimeToFirstAudioMs, bargeIns } = metrics;
  const talkMs = answeredAt === null || endedAt === null ? 0 : endedAt - answeredAt;
  return { medianTimeToFirstAudioMs, bargeIns, talkMs };
}
