import type { CallId } from '#model/call';
import { LIVE_MODELS } from '#model/liveModels';
import { t } from '../../i18n/i18n';
import { sendCommand } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { SelectField } from '../../ui/fields/SelectField';

/** The model that talks in this call, and those it can change to; nothing where there is none. */
export function ModelChoice({ callId }: { readonly callId: CallId }) {
  const model = useCallsStore((state) => state.byId[callId]?.model ?? '');
  const pendingModel = useCallsStore((state) => state.byId[callId]?.pendingModel ?? null);
  if (model === '') {
    return null;
  }
  const isKnown = LIVE_MODELS.some((each) => each === model);
  const names = isKnown ? LIVE_MODELS : [model, ...LIVE_MODELS];
  return (
    <div className="border-t border-line px-4 py-2">
      <SelectField
        label={t('voice.model')}
        value={pendingModel ?? model}
        choices={names.map((value) => ({ value, text: value }))}
        onChange={(chosen) => {
          const known = LIVE_MODELS.find((each) => each === chosen);
          if (known !== undefined) {
            void sendCommand(callId, { kind: 'changeModel', model: known });
          }
        }}
      />
      {pendingModel !== null && (
        <p role="status" className="text-meta text-muted">
          {t('voice.switchingModel', { model: pendingModel })}
        </p>
      )}
    </div>
  );
}
