import { z } from 'zod';
import { type StatisticsDesk, statisticsName } from '#main/desk/statisticsDesk';
import { statisticsQuery } from '#main/rules/recordSchemas';
import { ok } from '#main/util/result';
import type { ShellLanguage } from '../../language';
import type { SaveFile } from '../../saveFile';
import type { HandlersOf } from '../requestHandler';

export function createStatisticsHandlers(
  statistics: StatisticsDesk,
  saveFile: SaveFile,
  language: Pick<ShellLanguage, 'current'>,
): HandlersOf<'statistics'> {
  const schema = z.strictObject({ query: statisticsQuery(z.number, z.boolean()) });
  return {
    'statistics:read': {
      schema,
      run: ({ query }) => statistics.read(query),
    },
    'statistics:export': {
      schema,
      run: ({ query }) =>
        saveFile(statisticsName(), async () => {
          const file = await statistics.export(query, language.current);
          return file.ok ? ok(file.value.content) : file;
        }),
    },
  };
}
