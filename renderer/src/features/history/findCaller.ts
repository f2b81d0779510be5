import { useNavStore } from '../../state/navStore';
import { changeFilters } from './historyStore';
import { NO_FILTERS } from './search/historyFilters';

/** Leads to the calls of a caller in the history. @param number A number, or a part of one. */
export function findCaller(number: string): void {
  useNavStore.getState().show('history');
  changeFilters({ ...NO_FILTERS, caller: number });
}
