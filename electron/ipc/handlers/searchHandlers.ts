import { z } from 'zod';
import type { SearchDesk } from '#main/desk/searchDesk';
import { namedQuery, searchId } from '#main/rules/recordSchemas';
import type { HandlersOf } from '../requestHandler';

export function createSearchHandlers(searches: SearchDesk): HandlersOf<'searches'> {
  return {
    'searches:list': { schema: z.null(), run: () => searches.list() },
    'searches:save': {
      schema: z.strictObject({ id: searchId(z.number).nullable(), search: namedQuery }),
      run: ({ id, search }) => searches.save(id, search),
    },
    'searches:remove': {
      schema: z.strictObject({ id: searchId(z.number) }),
      run: ({ id }) => searches.remove(id),
    },
  };
}
