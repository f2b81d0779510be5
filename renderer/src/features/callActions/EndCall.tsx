import { LoaderCircle, PhoneOff } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useId, useRef } from 'react';
import type { CallId } from '#model/call';
import { formatDuration, formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { callSpan } from '../../state/callView';
import { useUiStore } from '../../state/uiStore';
import { useNow } from '../../ui/useNow';

function Confirmation({ callId, close }: { readonly callId: CallId; readonly close: () => void }) {
  const call = useCallsStore((state) => state.byId[callId]);
  const now = useNow('second');
  const keepRef = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const bodyId = useId();
  if (call === undefined) {
    return null;
  }
  const { from, to } = callSpan(call);
  return (
    <Popover.Content
      className="pop flex w-80 flex-col gap-3 p-4"
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={bodyId}
      side="top"
      align="end"
      sideOffset={12}
      collisionPadding={16}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        keepRef.current?.focus();
      }}
    >
      <div>
        <h3 id={titleId} className="font-semibold tabular-nums">
          {t('actions.endTitle', {
            number: formatNumber(call.callerNumber),
            duration: formatDuration((to ?? now) - from),
          })}
        </h3>
        <p id={bodyId} className="text-muted">
          {t('actions.endBody')}
        </p>
      </div>
      <div className="flex gap-2">
        <button
          type="button"
          className="btn btn-danger"
          onClick={() => {
            close();
            void sendCommand(callId, { kind: 'end' });
          }}
        >
          {t('actions.end')}
        </button>
        <button type="button" ref={keepRef} className="btn" onClick={close}>
          {t('actions.keep')}
        </button>
      </div>
    </Popover.Content>
  );
}

/**
 * Ends the call, after asking. The question opens away from the button, so that a second click
 * lands on nothing, and the focus is on keeping the call.
 */
export function EndCall({
  callId,
  blocked,
}: {
  readonly callId: CallId;
  readonly blocked: string;
}) {
  const open = useUiStore((state) => state.popover === 'end');
  const set = useUiStore((state) => state.set);
  const pending = usePending(callId, 'end');
  const disabled = blocked !== '' || pending;
  useEffect(() => {
    if (blocked !== '' && open) {
      set({ popover: 'none' });
    }
  }, [blocked, open, set]);
  return (
    <Popover.Root
      open={open && !disabled}
      onOpenChange={(next) => {
        set({ popover: next ? 'end' : 'none' });
      }}
    >
      <div className="relative">
        <Popover.Trigger
          className="btn btn-danger btn-large"
          disabled={disabled}
          title={blocked === '' ? undefined : blocked}
        >
          {pending ? (
            <LoaderCircle size={16} className="spin" aria-hidden="true" />
          ) : (
            <PhoneOff size={16} aria-hidden="true" />
          )}
          {t(pending ? 'actions.ending' : 'actions.end')}
        </Popover.Trigger>
        {/* After the trigger: the last of the two to mount is the anchor. */}
        <Popover.Anchor className="pointer-events-none absolute right-[calc(100%+48px)] h-full w-px" />
      </div>
      <Popover.Portal>
        <Confirmation
          callId={callId}
          close={() => {
            set({ popover: 'none' });
          }}
        />
      </Popover.Portal>
    </Popover.Root>
  );
}
