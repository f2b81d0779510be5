import { useEffect } from 'react';
import { create } from 'zustand';
import type { HistoryFacets } from '#model/history';
import { timedRequest } from '#window/bridge/timedRequest';

const useFacetStore = create<HistoryFacets>()(() => ({ tags: [], alerts: [], actors: [] }));

/** What calls can be searched by. It is asked for when the filters are shown. */
export function useFacets(): HistoryFacets {
  useEffect(() => {
    void timedRequest('history:facets', null).then((answer) => {
      if (answer.ok) {
        useFacetStore.setState(answer.value);
      }
    });
  }, []);
  return useFacetStore();
}
