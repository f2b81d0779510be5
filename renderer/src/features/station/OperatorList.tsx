import { Pencil, Trash2 } from 'lucide-react';
import type { Operator } from '#model/operators';
import { t } from '../../i18n/i18n';
import { useRoleReason } from '../../state/stationStore';
import { IconButton } from '../../ui/buttons/IconButton';

function OperatorRow(props: {
  readonly operator: Operator;
  readonly saveReason: string;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}) {
  const { name, role } = props.operator;
  const removeReason = useRoleReason('operator.remove');
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="text-muted">{t(`operators.roleName.${role}`)}</span>
      <IconButton
        icon={Pencil}
        size="small"
        label={t('operators.change', { name })}
        reason={props.saveReason}
        onClick={props.onChange}
      />
      <IconButton
        icon={Trash2}
        size="small"
        label={t('operators.remove', { name })}
        reason={removeReason}
        onClick={props.onRemove}
      />
    </li>
  );
}

/** The operators, each with the ways to change and to remove them. */
export function OperatorList(props: {
  readonly operators: readonly Operator[];
  readonly saveReason: string;
  readonly onChange: (operator: Operator) => void;
  readonly onRemove: (operator: Operator) => void;
}) {
  const { operators } = props;
  return operators.length === 0 ? (
    <p className="text-muted">{t('operators.none')}</p>
  ) : (
    <ul className="flex max-h-56 flex-col gap-1 overflow-y-auto" aria-label={t('operators.label')}>
      {operators.map((operator) => (
        <OperatorRow
          key={operator.name}
          operator={operator}
          saveReason={props.saveReason}
          onChange={() => {
            props.onChange(operator);
          }}
          onRemove={() => {
            props.onRemove(operator);
          }}
        />
      ))}
    </ul>
  );
}
