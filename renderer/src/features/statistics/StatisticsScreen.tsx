import { Download } from 'lucide-react';
import { useEffect } from 'react';
import type { CallStatistics } from '#model/statistics';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { RefreshButton } from '../../ui/buttons/RefreshButton';
import { Screen } from '../../ui/layout/Screen';
import { Title } from '../../ui/layout/Title';
import { Placeholder } from '../../ui/messages/Placeholder';
import { Charts } from './Charts';
import { CountLists, ProfileTable } from './CountLists';
import { FIGURES, figureText } from './figureTexts';
import { FilterBar } from './FilterBar';
import {
  changeStatistics,
  exportStatistics,
  readStatistics,
  useStatisticsStore,
} from './statisticsStore';

function Toolbar() {
  const reason = useRoleReason('statistics.export');
  const loading = useStatisticsStore((state) => state.reading.state === 'loading');
  const notice = useStatisticsStore((state) => state.notice);
  return (
    <div className="flex min-h-12 items-center gap-3 px-4 py-2">
      <Title>{t('statistics.title')}</Title>
      <span role="status" className="min-w-0 truncate text-meta text-muted">
        {loading ? t('statistics.loading') : notice?.()}
      </span>
      <div className="flex-1" />
      <IconButton
        icon={Download}
        size="small"
        label={t('statistics.export')}
        reason={reason}
        onClick={() => void exportStatistics()}
      />
      <RefreshButton
        label={t('statistics.refresh')}
        loading={loading}
        onClick={() => void readStatistics()}
      />
    </div>
  );
}

/** The figures of the range beside those before; the pressed one is what the charts show. */
function Figures({ statistics }: { readonly statistics: CallStatistics }) {
  const shown = useStatisticsStore((state) => state.figure);
  const { total, before, beforeFrom, beforeTo } = statistics;
  const compared = t('statistics.beforeHint', {
    from: formatDateTime(beforeFrom),
    to: formatDateTime(beforeTo),
  });
  return (
    <div role="group" aria-label={t('statistics.shown')} className="statistics-figures">
      {FIGURES.map((name) => (
        <button
          key={name}
          type="button"
          className="statistics-figure"
          aria-pressed={name === shown}
          title={`${t(`statistics.figureHint.${name}`)}. ${compared}`}
          onClick={() => {
            useStatisticsStore.setState({ figure: name });
          }}
        >
          <span className="text-meta text-muted">{t(`statistics.figure.${name}`)}</span>
          <span className="text-title font-semibold tabular-nums">
            {figureText(name, total[name])}
          </span>
          <span className="text-meta text-faint tabular-nums">
            {t('statistics.before', { value: figureText(name, before[name]) })}
          </span>
        </button>
      ))}
    </div>
  );
}

function Nothing() {
  const trials = useStatisticsStore((state) => state.filters.trials);
  return trials ? (
    <Placeholder>{t('statistics.empty')}</Placeholder>
  ) : (
    <Placeholder
      action={{
        text: t('statistics.countTrials'),
        run: () => {
          changeStatistics({ trials: true });
        },
      }}
    >
      {t('statistics.empty')} {t('statistics.onlyTrials')}
    </Placeholder>
  );
}

function Contents() {
  const reading = useStatisticsStore((state) => state.reading);
  if (reading.state === 'failed') {
    return (
      <Placeholder
        role="alert"
        action={{ text: t('settings.retry'), run: () => void readStatistics() }}
      >
        {inWords(reading.message)}
      </Placeholder>
    );
  }
  const { statistics } = reading;
  if (statistics === null) {
    return <Placeholder>{t('statistics.loading')}</Placeholder>;
  }
  return (
    <>
      <Figures statistics={statistics} />
      {statistics.total.calls === 0 ? (
        <Nothing />
      ) : (
        <div className="statistics-parts">
          <Charts statistics={statistics} />
          <ProfileTable profiles={statistics.byProfile} />
          <CountLists statistics={statistics} />
        </div>
      )}
    </>
  );
}

/** Figures of a stretch of time: today to begin with. */
export function StatisticsScreen() {
  useEffect(() => {
    void readStatistics();
  }, []);
  return (
    <Screen label={t('statistics.label')} className="record-screen">
      <Toolbar />
      <FilterBar />
      <div
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
        role="region"
        aria-label={t('statistics.figures')}
        tabIndex={0}
      >
        <Contents />
      </div>
    </Screen>
  );
}
