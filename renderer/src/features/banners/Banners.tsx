import { type ReactNode, useState } from 'react';
import { request } from '../../bridge/request';
import { formatDuration } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { AlertShape } from '../../ui/shapes';
import { useNow } from '../../ui/useNow';
import { type Trouble, troublesOf } from './troubles';

/**
 * One thing that is wrong, and what to do about it. `since` is epoch ms; null when the time does
 * not matter.
 */
export function Banner(props: {
  readonly level: 'info' | 'warn' | 'danger';
  readonly title: string;
  readonly since: number | null;
  readonly children: ReactNode;
}) {
  const now = useNow('second');
  const tint = { info: 'var(--text-faint)', warn: 'var(--warn)', danger: 'var(--danger)' }[
    props.level
  ];
  return (
    <div
      role={props.level === 'danger' ? 'alert' : 'status'}
      className="flex items-center gap-3 border-t border-line px-4 py-2"
      style={{ background: `color-mix(in srgb, ${tint} 9%, var(--bg))` }}
    >
      <AlertShape level={props.level} />
      <div className="min-w-0 flex-1 select-text">
        <strong className="mr-2 font-semibold">{props.title}</strong>
        <span className="text-muted">{props.children}</span>
      </div>
      {props.since !== null && (
        <span className="font-mono text-meta text-muted tabular-nums" aria-hidden="true">
          {formatDuration(now - props.since)}
        </span>
      )}
    </div>
  );
}

/** Where taking the application over stands. */
type TakingOver =
  | { readonly state: 'offered' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

function TakeOverButton() {
  const [taking, setTaking] = useState<TakingOver>({ state: 'offered' });
  const takeOver = async (): Promise<void> => {
    setTaking({ state: 'pending' });
    const result = await request((api) => api.takeOverApplication());
    setTaking(
      result.ok ? { state: 'offered' } : { state: 'failed', message: result.error.message },
    );
  };
  return (
    <>
      <button
        type="button"
        className="btn btn-small ml-3"
        disabled={taking.state === 'pending'}
        onClick={() => void takeOver()}
      >
        {t('banner.takeOver')}
      </button>
      {taking.state === 'failed' && (
        <span role="alert" className="ml-3 text-danger">
          {taking.message}
        </span>
      )}
    </>
  );
}

function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { name, state } = trouble;
  const health = useCallsStore((store) => store.health?.[name] ?? null);
  const openDialog = useUiStore((store) => store.set);
  const level =
    state === 'failed'
      ? name === 'api'
        ? 'warn'
        : 'danger'
      : state === 'connecting'
        ? 'info'
        : 'warn';
  const advice = name === 'asterisk' && state === 'reconnecting' ? ` ${t('banner.stale')}` : '';
  return (
    <Banner
      level={level}
      title={state === 'taken' ? t('banner.taken') : t(`banner.${name}.${state}`)}
      since={state === 'missing' || state === 'failed' ? null : (health?.since ?? null)}
    >
      {health?.message}
      {advice}
      {state === 'taken' && <TakeOverButton />}
      {(state === 'missing' || state === 'failed') && (
        <button
          type="button"
          className="btn btn-small ml-3"
          onClick={() => {
            openDialog({ dialog: { name: 'settings' } });
          }}
        >
          {t('status.openSettings')}
        </button>
      )}
    </Banner>
  );
}

/** What is wrong and what to do about it, under the status bar. Empty when all is well. */
export function Banners() {
  const health = useCallsStore((state) => state.health);
  const link = useCallsStore((state) => state.link);
  return (
    <div>
      {link.state === 'lost' && (
        <Banner level="danger" title={t('link.lostTitle')} since={link.since}>
          {link.message} {link.message === t('link.noBridge') ? '' : t('link.lostAdvice')}
        </Banner>
      )}
      {health !== null &&
        troublesOf(health).map((trouble) => <TroubleBanner key={trouble.name} trouble={trouble} />)}
    </div>
  );
}
