import { Check } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { DialogFoot } from '../../ui/dialogs/DialogFoot';
import { Modal } from '../../ui/dialogs/Modal';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Placeholder } from '../../ui/messages/Placeholder';
import {
  type Changes,
  LeaveQuestion,
  SecretsInFile,
  SectionTest,
  SettingField,
  useSettings,
} from '../settings';
import { AudioStep } from './AudioStep';
import { CallStep } from './CallStep';
import { LanguageSelect } from './LanguageSelect';
import { keepSetup, keptSetup, SETUP_STEPS, type SetupStep } from './setupStep';
import { Snippets } from './Snippets';
import { type DemoChoice, useDemoChoice } from './useDemoChoice';

type Form = ReturnType<typeof useSettings>;

/** The settings that a step asks for. */
const FIELDS = {
  asterisk: ['ARI_BASE_URL', 'ARI_USERNAME', 'ARI_PASSWORD', 'STASIS_APP'],
  gemini: ['GOOGLE_API_KEY', 'GEMINI_LIVE_MODEL', 'GEMINI_VOICE'],
} as const;

/** Some settings of one section, with its test. */
function FieldsStep({ form, step }: { readonly form: Form; readonly step: keyof typeof FIELDS }) {
  const { load, changes, check } = form;
  if (load.state !== 'ready') {
    const isFailed = load.state === 'failed';
    return (
      <Placeholder role={isFailed ? 'alert' : 'status'}>
        {isFailed ? inWords(load.message) : t('settings.loading')}
      </Placeholder>
    );
  }
  const valueOf = (name: string): string =>
    changes[name] ?? load.settings.find((setting) => setting.name === name)?.value ?? '';
  return (
    <>
      <p className="pt-1 text-muted">{t(`setup.${step}.body`)}</p>
      {load.settings
        .filter(({ name }) => (FIELDS[step] as readonly string[]).includes(name))
        .map((setting) => (
          <SettingField
            key={setting.name}
            setting={setting}
            refused={check.refused[setting.name] ?? null}
            warning={null}
            changed={changes[setting.name] ?? null}
            onChange={(value) => {
              form.change(setting.name, value);
            }}
          />
        ))}
      <SecretsInFile refused={check.refused} saveAlone={form.saveAlone} />
      {step === 'asterisk' && (
        <Snippets user={valueOf('ARI_USERNAME')} app={valueOf('STASIS_APP')} />
      )}
      <SectionTest key={step} group={step} changes={changes} />
    </>
  );
}

function StepList({
  step,
  onGo,
}: {
  readonly step: SetupStep;
  readonly onGo: (step: SetupStep) => void;
}) {
  const now = SETUP_STEPS.indexOf(step);
  return (
    <nav className="flex gap-1 px-4" aria-label={t('setup.steps')}>
      {SETUP_STEPS.map((each, index) => (
        <button
          key={each}
          type="button"
          aria-current={each === step ? 'step' : undefined}
          className={`flex min-h-8 items-center gap-1.5 rounded-md px-3 ${
            each === step ? 'bg-selected font-medium' : 'text-muted hover:bg-raised'
          }`}
          onClick={() => {
            onGo(each);
          }}
        >
          {index < now && <Check size={13} aria-hidden="true" />}
          {t(`setup.${each}.title`)}
        </button>
      ))}
    </nav>
  );
}

/**
 * Moves between the steps. What was typed stays meanwhile. It is saved before anything that leads
 * out of the set-up, or asked for where it would be lost.
 */
function useSteps(form: Form) {
  const [step, setStep] = useState<SetupStep>(() => {
    const kept = keptSetup()?.step ?? 'asterisk';
    keepSetup(kept);
    return kept;
  });
  const [isAsking, setAsking] = useState(false);
  const typed = Object.keys(form.changes).length;
  const save = async (more: Changes = {}): Promise<boolean> =>
    typed + Object.keys(more).length === 0 || (await form.commit(more));
  const go = (next: SetupStep): void => {
    keepSetup(next);
    setStep(next);
  };
  const goOn = async (next: SetupStep): Promise<void> => {
    if (await save()) {
      go(next);
    }
  };
  const shut = (): void => {
    // A restart that was called off no longer opens it again.
    keepSetup(step);
    closeDialog();
  };
  const leave = async (): Promise<void> => {
    if (await save()) {
      shut();
    }
  };
  const close = (): void => {
    if (typed > 0) {
      setAsking(true);
    } else {
      shut();
    }
  };
  const stay = (): void => {
    setAsking(false);
  };
  return { step, typed, isAsking, save, go, goOn, leave, close, stay };
}

/** What could not be saved, be it a step or the choice of the demo. */
function Refusals({ form, demo }: { readonly form: Form; readonly demo: DemoChoice }) {
  return (
    <>
      {form.save.state === 'failed' && (
        <ErrorText className="px-5">{inWords(form.save.message)}</ErrorText>
      )}
      {demo.attempt.state === 'failed' && (
        <ErrorText className="px-5">{inWords(demo.attempt.message)}</ErrorText>
      )}
    </>
  );
}

/** Leads to the first real call: Asterisk, Gemini, sound, call; or to the demo. */
export function SetupDialog() {
  const form = useSettings();
  const { step, typed, isAsking, save, go, goOn, leave, close, stay } = useSteps(form);
  const next = SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1] ?? null;
  const demo = useDemoChoice(form, close);
  const role = useRoleReason('settings.update');
  const saveReason = typed === 0 ? '' : role;
  const settings = form.load.state === 'ready' ? form.load.settings : [];
  return (
    <Modal
      title={t('setup.title')}
      description={t('setup.intro')}
      width={820}
      height={760}
      onClose={close}
    >
      <div className="mt-3 flex min-h-0 flex-1 flex-col gap-2">
        <div className="flex items-center pr-5">
          <StepList step={step} onGo={go} />
          <span className="flex-1" />
          <LanguageSelect settings={settings} onChosen={() => void form.read()} />
        </div>
        <div
          key={step}
          className="min-h-0 flex-1 overflow-y-auto border-t border-line px-6 py-2"
          role="group"
          aria-label={t(`setup.${step}.title`)}
          tabIndex={-1}
        >
          {(step === 'asterisk' || step === 'gemini') && <FieldsStep form={form} step={step} />}
          {step === 'audio' && <AudioStep />}
          {step === 'call' && (
            <CallStep
              settings={settings}
              changes={form.changes}
              saveReason={saveReason}
              save={save}
            />
          )}
        </div>
        <Refusals form={form} demo={demo} />
        <DialogFoot
          start={
            <Button variant="quiet" reason={role} onClick={() => void demo.choose()}>
              {t(demo.isChosen ? 'setup.leaveDemo' : 'setup.stayDemo')}
            </Button>
          }
        >
          <Button reason={saveReason} onClick={() => void leave()}>
            {t('setup.later')}
          </Button>
          {next !== null && (
            <Button
              variant="primary"
              reason={saveReason}
              pending={form.save.state === 'saving'}
              onClick={() => void goOn(next)}
            >
              {t('setup.next')}
            </Button>
          )}
        </DialogFoot>
      </div>
      {isAsking && <LeaveQuestion count={typed} onStay={stay} />}
    </Modal>
  );
}
