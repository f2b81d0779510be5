import { type RefObject, useId } from 'react';
import { BARGE_IN_MODES, type CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { closePopover } from '../../state/uiStore';

/** What happens when the caller interrupts the AI. */
export function BargeInChoice(props: {
  readonly callId: CallId;
  /** Of the choice in force. */
  readonly ref: RefObject<HTMLInputElement | null>;
}) {
  const { callId, ref } = props;
  const mode = useCallsStore(({ byId }) => byId[callId]?.bargeIn ?? null);
  const name = useId();
  return (
    <fieldset className="flex w-80 flex-col">
      <legend className="px-2 pb-1 text-meta text-muted">{t('controls.bargeInTitle')}</legend>
      {BARGE_IN_MODES.map((each) => (
        <label key={each} className="flex gap-3 rounded px-2 py-1.5 has-checked:bg-selected">
          <input
            ref={each === mode ? ref : undefined}
            type="radio"
            name={name}
            checked={each === mode}
            onChange={() => {
              closePopover();
              void sendCommand(callId, { kind: 'setBargeIn', mode: each });
            }}
          />
          <span>
            <span className="block">{t(`controls.bargeInMode.${each}`)}</span>
            <span className="block text-meta text-muted">{t(`controls.bargeInHint.${each}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
