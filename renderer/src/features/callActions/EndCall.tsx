import { PhoneOff } from 'lucide-react';
import { type RefObject, useId, useRef } from 'react';
import type { CallId } from '#model/call';
import { formatDuration, formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { callSpan } from '../../state/callView';
import { chooseGoodbye, endingWayOf, useEndingWay } from '../../state/endingWay';
import { closePopover, usePopover } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { Popover } from '../../ui/dialogs/Popover';
import { CheckField } from '../../ui/fields/CheckField';
import { useNow } from '../../ui/signs/useNow';
import { useFirstKey, withKey } from '../commands';

function Confirmation(props: {
  readonly callId: CallId;
  readonly titleId: string;
  readonly bodyId: string;
  readonly keepRef: RefObject<HTMLButtonElement | null>;
}) {
  const { callId, titleId, bodyId, keepRef } = props;
  const call = useCallsStore((state) => state.byId[callId]);
  const now = useNow('second');
  const goodbye = useEndingWay((store) => store.goodbye);
  if (call === undefined) {
    return null;
  }
  const { from, to } = callSpan(call);
  const way = endingWayOf(call);
  const isPolite = way === 'goodbye' && goodbye;
  return (
    <>
      <div>
        <h3 id={titleId} className="font-semibold tabular-nums">
          {t('actions.endTitle', {
            number: formatNumber(call.callerNumber),
            duration: formatDuration((to ?? now) - from),
          })}
        </h3>
        <p id={bodyId} className="text-muted">
          {t(way === 'saying' ? 'actions.endSaying' : 'actions.endBody')}
        </p>
      </div>
      {way === 'goodbye' && (
        <CheckField
          label={t('actions.goodbye')}
          hint={t('actions.goodbyeHint')}
          checked={goodbye}
          onChange={chooseGoodbye}
        />
      )}
      <div className="flex gap-2">
        <Button
          variant="danger"
          onClick={() => {
            closePopover();
            void sendCommand(callId, { kind: 'end', ...(isPolite ? { goodbye: true } : {}) });
          }}
        >
          {t('actions.end')}
        </Button>
        <Button ref={keepRef} onClick={closePopover}>
          {t('actions.keep')}
        </Button>
      </div>
    </>
  );
}

/**
 * Ends the call, after asking. The question opens away from the button, so that a second click
 * lands on nothing, and the focus is on keeping the call.
 */
export function EndCall(props: { readonly callId: CallId; readonly blocked: string }) {
  const { callId, blocked } = props;
  const pending = usePending(callId, 'end');
  const key = useFirstKey('call.end');
  const disabled = blocked !== '' || pending;
  const popover = usePopover('end', disabled);
  const keepRef = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const bodyId = useId();
  return (
    <Popover
      {...popover}
      trigger={
        <Button
          variant="danger"
          size="large"
          icon={PhoneOff}
          pending={pending}
          reason={blocked}
          title={withKey(t('actions.end'), key)}
        >
          <span className="@max-[440px]/detail:sr-only">
            {t(pending ? 'actions.ending' : 'actions.end')}
          </span>
        </Button>
      }
      anchor={<div className="pointer-events-none absolute right-[calc(100%+48px)] h-full w-px" />}
      role="alertdialog"
      className="flex w-80 flex-col gap-3 p-4"
      side="top"
      align="end"
      sideOffset={12}
      initialFocus={keepRef}
      aria-labelledby={titleId}
      aria-describedby={bodyId}
    >
      <Confirmation {...{ callId, titleId, bodyId, keepRef }} />
    </Popover>
  );
}
