import { useEffect, useState } from 'react';
import type { Phrase } from '#model/phrases/phrase';
import type { TriedProfile } from '#model/profile';
import type { Rehearsals, Scenario } from '#model/rehearsal';
import { LONG_LIMIT_MS, timedRequest } from '../../bridge/timedRequest';

/** How often the rehearsal that goes on is looked at, ms. */
const LOOK_MS = 1_000;

export type RehearsalsLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'ready'; readonly rehearsals: Rehearsals };

async function read(profileId: string): Promise<RehearsalsLoad> {
  const answer = await timedRequest('rehearsals:read', { profileId });
  return answer.ok
    ? { state: 'ready', rehearsals: answer.value }
    : { state: 'failed', message: answer.error.phrase };
}

/** The rehearsals of a profile, kept new; `reread` reads them at once. */
export function useRehearsals(
  profileId: string,
): readonly [load: RehearsalsLoad, reread: () => Promise<void>] {
  const [load, setLoad] = useState<RehearsalsLoad>({ state: 'loading' });
  useEffect(() => {
    let open = true;
    const look = async (): Promise<void> => {
      const found = await read(profileId);
      if (open) {
        setLoad(found);
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, [profileId]);
  return [
    load,
    async () => {
      setLoad(await read(profileId));
    },
  ];
}

/** Keeps the scenarios. Answers with why that was refused, or with null. */
export async function saveScenarios(
  profileId: string,
  scenarios: readonly Scenario[],
): Promise<Phrase | null> {
  const answer = await timedRequest('rehearsals:saveScenarios', { profileId, scenarios });
  return answer.ok ? null : answer.error.phrase;
}

/** Runs scenarios one after the other, until one is stopped. Answers as `saveScenarios` does. */
export async function runAll(
  tried: TriedProfile,
  scenarios: readonly Pick<Scenario, 'id'>[],
): Promise<Phrase | null> {
  for (const { id: scenarioId } of scenarios) {
    const answer = await timedRequest('rehearsals:run', { tried, scenarioId }, LONG_LIMIT_MS);
    if (!answer.ok) {
      return answer.error.phrase;
    }
    if (answer.value.end.how === 'stopped') {
      return null;
    }
  }
  return null;
}

/** Ends the one that goes on. Answers as `saveScenarios` does. */
export async function stopRehearsal(): Promise<Phrase | null> {
  const answer = await timedRequest('rehearsals:stop', null);
  return answer.ok ? null : answer.error.phrase;
}
