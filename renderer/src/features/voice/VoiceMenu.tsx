import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { VoiceName } from '#model/voices';
import { findVoices, voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { TextInput } from '../../ui/fields/TextInput';

/** Where a key leads in a list of `count`; null for a key that means nothing here. */
function moveBy(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(count - 1, at + 8);
    case 'PageUp':
      return Math.max(0, at - 8);
    default:
      return null;
  }
}

function Option(props: {
  readonly id: string;
  readonly voice: VoiceName;
  readonly active: boolean;
  readonly current: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.active) {
      ref.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [props.active]);
  return (
    <div
      ref={ref}
      id={props.id}
      role="option"
      aria-selected={props.current}
      data-active={props.active}
      className="mx-1 flex h-8 items-center gap-2 rounded px-2 data-[active=true]:bg-selected"
      onPointerMove={props.onPoint}
      onClick={props.onChoose}
    >
      <span className="w-4">{props.current && <Check size={14} aria-hidden="true" />}</span>
      <span className="flex-1">{props.voice}</span>
      <span className="text-meta text-muted">{voiceStyle(props.voice)}</span>
    </div>
  );
}

/** All voices with their style word; typing narrows them, arrows and Enter choose. */
export function VoiceMenu(props: {
  readonly current: VoiceName;
  readonly onChoose: (voice: VoiceName) => void;
}) {
  const [text, setText] = useState('');
  const found = findVoices(text);
  const [active, setActive] = useState(() => Math.max(0, found.indexOf(props.current)));
  const baseId = useId();
  const activeVoice = found[active];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && activeVoice !== undefined) {
      event.preventDefault();
      props.onChoose(activeVoice);
      return;
    }
    const next = found.length === 0 ? null : moveBy(event.key, active, found.length);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    }
  };
  return (
    <>
      <div className="p-2">
        <TextInput
          role="combobox"
          autoFocus
          value={text}
          placeholder={t('voice.search')}
          aria-label={t('voice.search')}
          aria-expanded="true"
          aria-controls={`${baseId}-list`}
          aria-activedescendant={activeVoice === undefined ? undefined : `${baseId}-${activeVoice}`}
          aria-autocomplete="list"
          onChange={(next) => {
            setText(next);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${baseId}-list`}
        role="listbox"
        aria-label={t('voice.list')}
        className="min-h-0 flex-1 overflow-y-auto pb-1"
      >
        {found.map((voice, index) => (
          <Option
            key={voice}
            id={`${baseId}-${voice}`}
            voice={voice}
            active={index === active}
            current={voice === props.current}
            onPoint={() => {
              setActive(index);
            }}
            onChoose={() => {
              props.onChoose(voice);
            }}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="px-4 pb-4 text-muted">
          {t('voice.none', { text })}
        </p>
      )}
      <p className="border-t border-line px-4 py-2 text-meta text-muted">
        {t('voice.note')} {t('voice.gap')}
      </p>
    </>
  );
}
