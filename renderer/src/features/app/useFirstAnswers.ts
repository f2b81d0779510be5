import { useState } from 'react';
import { useCallsStore } from '../../state/callsStore';
import { useStationStore } from '../../state/stationStore';
import { useLate } from '../../ui/messages/useLate';

/** Longest time for which the window is empty when it opens, ms. */
const EMPTY_MS = 250;

/**
 * Whether the calls, and who works here, are known, or are not to be waited for. The first picture
 * has them then: one without would be made only to be made again, which is most of the time that a
 * window takes to come back, and a locked one would look open for a moment.
 */
export function useFirstAnswers(): boolean {
  const link = useCallsStore((state) => state.link.state);
  const haveStation = useStationStore(({ view }) => view !== null);
  const isSettled = link === 'lost' || (link === 'ready' && haveStation);
  // What has been drawn stays, whatever else is still to come.
  const [isDrawn, setDrawn] = useState(false);
  if (isSettled && !isDrawn) {
    setDrawn(true);
  }
  // No timer for what is drawn already: it would only draw all of the window once more.
  const isLate = useLate(EMPTY_MS, !isDrawn);
  return isLate || isDrawn;
}
