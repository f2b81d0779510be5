import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../i18n/i18n';
import {
  AreaField,
  CheckField,
  ChoiceField,
  FieldGroup,
  ProblemLine,
  TextField,
  useProblems,
} from './fields';
import {
  type HttpToolForm,
  newHttpTool,
  newTarget,
  type ProfileForm,
  SWITCHED_TOOLS,
  type TargetForm,
} from './profileForm';
import { changeForm } from './profilesStore';

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

/** Whom the agent and the supervisor may transfer to. */
export function TargetFields({ form: { targets } }: SectionProps) {
  const problem = useProblems('transferTargets', 'itself');
  const put = (changed: TargetForm): void => {
    changeForm({ targets: targets.map((each) => (each.key === changed.key ? changed : each)) });
  };
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
          <div className="profile-columns">
            <TextField
              path={`transferTargets.${index}.name`}
              label={t('profiles.target.name')}
              value={target.name}
              onChange={(name) => {
                put({ ...target, name });
              }}
            />
            <TextField
              path={`transferTargets.${index}.extension`}
              label={t('profiles.target.extension')}
              value={target.extension}
              code
              onChange={(extension) => {
                put({ ...target, extension });
              }}
            />
          </div>
          <TextField
            path={`transferTargets.${index}.description`}
            label={t('profiles.target.description')}
            hint={t('profiles.target.descriptionHint')}
            value={target.description}
            onChange={(description) => {
              put({ ...target, description });
            }}
          />
        </Item>
      ))}
      <ProblemLine text={problem} />
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
            path={`tools.http.${index}`}
            onChange={(patch) => {
              const changed = { ...tool, ...patch };
              changeForm({ http: http.map((each) => (each === tool ? changed : each)) });
            }}
          />
        </Item>
      ))}
      <ProblemLine text={problem} />
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

function HttpToolItem({ tool, path, onChange }: ToolProps) {
  return (
    <>
      <TextField
        path={`${path}.name`}
        label={t('profiles.http.name')}
        hint={t('profiles.http.nameHint')}
        value={tool.name}
        code
        onChange={(name) => {
          onChange({ name });
        }}
      />
      <AreaField
        path={`${path}.description`}
        label={t('profiles.http.description')}
        hint={t('profiles.http.descriptionHint')}
        rows={2}
        value={tool.description}
        onChange={(description) => {
          onChange({ description });
        }}
      />
      <AreaField
        path={`${path}.parameters`}
        label={t('profiles.http.parameters')}
        hint={t('profiles.http.parametersHint')}
        rows={7}
        code
        value={tool.parameters}
        onChange={(parameters) => {
          onChange({ parameters });
        }}
      />
      <RequestFields tool={tool} path={path} onChange={onChange} />
    </>
  );
}

/** How the request is made. */
function RequestFields({ tool, path, onChange }: ToolProps) {
  return (
    <>
      <TextField
        path={`${path}.url`}
        label={t('profiles.http.url')}
        hint={t('profiles.http.urlHint')}
        value={tool.url}
        code
        onChange={(url) => {
          onChange({ url });
        }}
      />
      <AreaField
        path={`${path}.headers`}
        label={t('profiles.http.headers')}
        hint={t('profiles.http.headersHint')}
        rows={2}
        code
        value={tool.headers}
        onChange={(headers) => {
          onChange({ headers });
        }}
      />
      <div className="profile-columns">
        <ChoiceField
          path={`${path}.method`}
          label={t('profiles.http.method')}
          value={tool.method}
          choices={[
            ['GET', 'GET'],
            ['POST', 'POST'],
          ]}
          onChange={(method) => {
            onChange({ method });
          }}
        />
        <ChoiceField
          path={`${path}.scheduling`}
          label={t('profiles.http.scheduling')}
          value={tool.scheduling}
          choices={[
            ['wait', t('profiles.scheduling.wait')],
            ['interrupt', t('profiles.scheduling.interrupt')],
            ['when-idle', t('profiles.scheduling.whenIdle')],
            ['silent', t('profiles.scheduling.silent')],
          ]}
          onChange={(scheduling) => {
            onChange({ scheduling });
          }}
        />
        <TextField
          path={`${path}.timeoutMs`}
          label={t('profiles.http.timeoutMs')}
          unit="ms"
          value={tool.timeoutMs}
          code
          onChange={(timeoutMs) => {
            onChange({ timeoutMs });
          }}
        />
        <TextField
          path={`${path}.maxResultBytes`}
          label={t('profiles.http.maxResultBytes')}
          unit={t('profiles.bytes')}
          value={tool.maxResultBytes}
          code
          onChange={(maxResultBytes) => {
            onChange({ maxResultBytes });
          }}
        />
      </div>
    </>
  );
}

/** One of several that can be added and removed. */
function Item(props: {
  readonly title: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="profile-item">
      <legend className="sr-only">{props.title}</legend>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-0 flex-1 truncate font-mono text-meta">
          {props.title}
        </span>
        <button
          type="button"
          className="btn btn-quiet btn-icon btn-small w-7! p-0!"
          aria-label={t('profiles.removeItem', { name: props.title })}
          title={t('profiles.removeItem', { name: props.title })}
          onClick={props.onRemove}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      </div>
      {props.children}
    </fieldset>
  );
}

function AddButton({ text, onClick }: { readonly text: string; readonly onClick: () => void }) {
  return (
    <div>
      <button type="button" className="btn btn-small" onClick={onClick}>
        <Plus size={14} aria-hidden="true" />
        {text}
      </button>
    </div>
  );
}
