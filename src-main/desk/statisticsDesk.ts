import type { HistoryStore } from '#main/store/historyStore';
import { ok, type Result } from '#main/util/result';
import type { Language } from '#model/language';
import type { CallStatistics, StatisticsQuery } from '#model/statistics';
import type { Actor } from './actor';
import { asking } from './askRecord';
import type { ExportFile } from './callExport';
import type { Deeds } from './deeds';
import { statisticsCsv } from './statisticsCsv';

/** Figures over the recorded calls, for one actor. Fails as the history desk does. */
export interface StatisticsDesk {
  /** They name no caller and quote nobody: reading them is not audited. */
  read(query: StatisticsQuery): Promise<Result<CallStatistics>>;
  /** The same as a table, in English unless another language is given. The audit notes it. */
  export(query: StatisticsQuery, language?: Language): Promise<Result<ExportFile>>;
}

export type StatisticsDeskParts = { readonly history: HistoryStore | null; readonly deeds: Deeds };

export function createStatisticsDesk(
  { history, deeds }: StatisticsDeskParts,
  actor: Actor,
): StatisticsDesk {
  const ask = asking(history);
  const read = (query: StatisticsQuery) => ask((store) => store.statistics(query));
  return {
    read,
    export: (query, language) =>
      deeds.do(actor, { action: 'statistics.export', callId: null, params: {} }, async () => {
        const statistics = await read(query);
        return statistics.ok
          ? ok({ name: statisticsName(), content: statisticsCsv(statistics.value, language) })
          : statistics;
      }),
  };
}

export function statisticsName(): string {
  return `statistics-${new Date().toISOString().slice(0, 10)}.csv`;
}
