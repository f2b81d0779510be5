import { APPROVABLE_TOOLS } from '#model/profile';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { AddButton, Item, ListProblem } from '../form';
import { FieldGroup, ProfileArea, ProfileChoice, ProfileText, useProblems } from './fields';
import {
  type HttpToolForm,
  newHttpTool,
  newTarget,
  type ProfileForm,
  SWITCHED_TOOLS,
  type TargetForm,
} from './profileForm';
import { changeForm } from './profilesStore';
import { ToolTrial } from './ToolTrial';

type SectionProps = { readonly form: ProfileForm };

/** What the agent may do besides talking. */
export function ToolFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.tools')} about={t('profiles.group.toolsAbout')}>
      {SWITCHED_TOOLS.map((tool) => (
        <CheckField
          key={tool}
          label={t(`profiles.tool.${tool}`)}
          hint={t(`profiles.toolHint.${tool}`)}
          checked={form.switched[tool]}
          onChange={(on) => {
            changeForm({ switched: { ...form.switched, [tool]: on } });
          }}
        />
      ))}
    </FieldGroup>
  );
}

/** What the agent may do only after the supervisor has said yes, and how long they have for it. */
export function ApprovalFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.approval')} about={t('profiles.group.approvalAbout')}>
      {APPROVABLE_TOOLS.map((tool) => (
        <CheckField
          key={tool}
          label={t(`profiles.approval.${tool}`)}
          hint={t('profiles.approvalHint')}
          checked={form.approval[tool]}
          onChange={(on) => {
            changeForm({ approval: { ...form.approval, [tool]: on } });
          }}
        />
      ))}
      <ProfileText
        path="tools.answerSeconds"
        label={t('profiles.answerSeconds')}
        hint={t('profiles.answerSecondsHint')}
        unit={t('profiles.seconds')}
        code
        value={form.answerSeconds}
        onChange={(answerSeconds) => {
          changeForm({ answerSeconds });
        }}
      />
    </FieldGroup>
  );
}

type TargetProps = {
  readonly target: TargetForm;
  readonly path: string;
  readonly onChange: (patch: Partial<TargetForm>) => void;
};

/** What ties a field to a part of a transfer target. */
function bindTarget(
  { target, path, onChange }: TargetProps,
  name: 'name' | 'extension' | 'description',
) {
  return {
    path: `${path}.${name}`,
    label: t(`profiles.target.${name}`),
    value: target[name],
    onChange: (value: string) => {
      onChange({ [name]: value });
    },
  };
}

function TargetItem(props: TargetProps) {
  return (
    <>
      <div className="profile-columns">
        <ProfileText {...bindTarget(props, 'name')} />
        <ProfileText {...bindTarget(props, 'extension')} code />
      </div>
      <ProfileText
        {...bindTarget(props, 'description')}
        hint={t('profiles.target.descriptionHint')}
      />
    </>
  );
}

/** Where the agent and the supervisor may transfer to. */
export function TargetFields({ form: { targets } }: SectionProps) {
  const problem = useProblems('transferTargets', 'itself');
  return (
    <FieldGroup title={t('profiles.group.targets')} about={t('profiles.group.targetsAbout')}>
      {targets.map((target, index) => (
        <Item
          key={target.key}
          title={target.name === '' ? t('profiles.newTarget') : target.name}
          onRemove={() => {
            changeForm({ targets: targets.filter((each) => each !== target) });
          }}
        >
          <TargetItem
            target={target}
            path={`transferTargets.${index}`}
            onChange={(patch) => {
              const changed = { ...target, ...patch };
              changeForm({ targets: targets.map((each) => (each === target ? changed : each)) });
            }}
          />
        </Item>
      ))}
      <ListProblem text={problem} />
      <AddButton
        text={t('profiles.addTarget')}
        onClick={() => {
          changeForm({ targets: [...targets, newTarget()] });
        }}
      />
    </FieldGroup>
  );
}

/** Tools that are requests to other programs. */
export function HttpToolFields({ form: { http } }: SectionProps) {
  const problem = useProblems('tools.http', 'itself');
  return (
    <FieldGroup title={t('profiles.group.http')} about={t('profiles.group.httpAbout')}>
      {http.map((tool, index) => (
        <Item
          key={tool.key}
          title={tool.name === '' ? t('profiles.newHttp') : tool.name}
          onRemove={() => {
            changeForm({ http: http.filter((each) => each !== tool) });
          }}
        >
          <HttpToolItem
            tool={tool}
            index={index}
            path={`tools.http.${index}`}
            onChange={(patch) => {
              const changed = { ...tool, ...patch };
              changeForm({ http: http.map((each) => (each === tool ? changed : each)) });
            }}
          />
        </Item>
      ))}
      <ListProblem text={problem} />
      <AddButton
        text={t('profiles.addHttp')}
        onClick={() => {
          changeForm({ http: [...http, newHttpTool()] });
        }}
      />
    </FieldGroup>
  );
}

type ToolProps = {
  readonly tool: HttpToolForm;
  readonly path: string;
  readonly onChange: (patch: Partial<HttpToolForm>) => void;
};

/** What ties a field to a part of an HTTP tool. */
function bindTool<K extends Exclude<keyof HttpToolForm, 'key' | 'approval'>>(
  { tool, path, onChange }: ToolProps,
  name: K,
) {
  return {
    path: `${path}.${name}`,
    label: t(`profiles.http.${name}`),
    value: tool[name],
    onChange: (value: HttpToolForm[K]) => {
      onChange({ [name]: value });
    },
  };
}

function HttpToolItem(props: ToolProps & { readonly index: number }) {
  return (
    <>
      <ProfileText {...bindTool(props, 'name')} hint={t('profiles.http.nameHint')} code />
      <ProfileArea
        {...bindTool(props, 'description')}
        hint={t('profiles.http.descriptionHint')}
        rows={2}
      />
      <ProfileArea
        {...bindTool(props, 'parameters')}
        hint={t('profiles.http.parametersHint')}
        rows={7}
        code
      />
      <ProfileArea
        {...bindTool(props, 'fromCall')}
        hint={t('profiles.http.fromCallHint')}
        rows={2}
        code
      />
      <RequestFields {...props} />
      <ToolTrial index={props.index} />
    </>
  );
}

/** How the request is made. */
function RequestFields(props: ToolProps) {
  return (
    <>
      <ProfileText {...bindTool(props, 'url')} hint={t('profiles.http.urlHint')} code />
      <ProfileArea
        {...bindTool(props, 'headers')}
        hint={t('profiles.http.headersHint')}
        rows={2}
        code
      />
      <div className="profile-columns">
        <ProfileChoice
          {...bindTool(props, 'method')}
          choices={[
            { value: 'GET', text: 'GET' },
            { value: 'POST', text: 'POST' },
          ]}
        />
        <ProfileChoice
          {...bindTool(props, 'scheduling')}
          choices={[
            { value: 'wait', text: t('profiles.scheduling.wait') },
            { value: 'interrupt', text: t('profiles.scheduling.interrupt') },
            { value: 'when-idle', text: t('profiles.scheduling.whenIdle') },
            { value: 'silent', text: t('profiles.scheduling.silent') },
          ]}
        />
        <ProfileText {...bindTool(props, 'timeoutMs')} unit="ms" code />
        <ProfileText {...bindTool(props, 'maxResultBytes')} unit={t('profiles.bytes')} code />
      </div>
      <CheckField
        label={t('profiles.http.approval')}
        hint={t('profiles.http.approvalHint')}
        checked={props.tool.approval}
        onChange={(approval) => {
          props.onChange({ approval });
        }}
      />
    </>
  );
}
