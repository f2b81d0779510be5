/** The window changes its language while it is open, and keeps what is in it. */
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { aCall } from '#support/window/callFixtures';
import {
  formatCallTime,
  formatDateTime,
  formatDollars,
  formatLatency,
} from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { setLanguage } from '#window/i18n/language';
import { settingText } from '#window/i18n/settingTexts';
import { useCallsStore } from '#window/state/callsStore';
import { renderApp, settle } from '../../support/window/renderApp';

function speakGerman(): void {
  act(() => {
    setLanguage('de');
  });
}

afterEach(() => {
  act(() => {
    setLanguage('en');
  });
});

describe('another language', () => {
  it('is in every text at once, and what is typed and chosen stays', async () => {
    await renderApp({ calls: [aCall({ id: 'c1', callerName: 'Ana' })] });
    act(() => {
      useCallsStore.getState().select('c1');
    });
    const field = screen.getByLabelText<HTMLTextAreaElement>(t('composer.field.whisper'));
    fireEvent.change(field, { target: { value: 'Offer a refund' } });
    speakGerman();
    expect(screen.getByRole('grid', { name: 'Laufende Anrufe' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Auflegen' })).toBeTruthy();
    // The row is drawn anew by the language alone: nothing else about it has changed.
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('Ana');
    expect(screen.getByLabelText('Worte nur für die KI')).toBe(field);
    expect(field.value).toBe('Offer a refund');
    expect(document.documentElement.lang).toBe('de');
  });

  it('is in what was said before, as soon as it is shown', async () => {
    await renderApp({ calls: [aCall({ id: 'c1' })] });
    act(() => {
      const message = phrase('window.link-lost');
      useCallsStore.getState().setLink({ state: 'lost', message, since: Date.now() });
    });
    speakGerman();
    expect(screen.getByText(/Das Fenster erreicht den Teil von Cordboard nicht/)).toBeTruthy();
  });

  it('is told to the native menu', async () => {
    const bridge = await renderApp({ calls: [aCall({ id: 'c1' })] });
    speakGerman();
    await settle();
    expect(bridge.menu.map(({ label }) => label)).toContain('Ausgewählter Anruf');
  });
});

describe('German', () => {
  it('writes numbers, times and plurals its own way', () => {
    speakGerman();
    expect(formatCallTime(192_400)).toBe('03:12,4');
    expect(formatLatency(12_300)).toBe('12,3 s');
    expect(formatDollars(1.5)).toBe('1,50\u00A0$');
    expect(formatDateTime(new Date(2026, 10, 22, 14, 2).getTime())).toBe('22. Nov. 2026, 14:02');
    expect([1, 2].map((count) => t('list.count', { count }))).toEqual(['1 Anruf', '2 Anrufe']);
  });

  it('has phrases and settings in its words', () => {
    speakGerman();
    expect(inWords(phrase('form.stepped-range', { min: 0.1, max: 5, step: 0.1 }))).toBe(
      '0,1 bis 5 in Schritten von 0,1',
    );
    expect(settingText('WINDOW_LANGUAGE').label).toBe('Sprache');
  });
});

describe('a name that is written from right to left', () => {
  it('does not turn round the sentence that it stands in', () => {
    expect(t('profiles.removeItem', { name: 'فاطمة' })).toBe('Remove \u2068فاطمة\u2069');
    expect(inWords(phrase('text', { text: 'שלום' }))).toBe('\u2068שלום\u2069');
    expect(t('profiles.removeItem', { name: 'Ana' })).toBe('Remove Ana');
  });
});
