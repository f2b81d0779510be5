import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { SaveBar } from '#window/ui/layout/SaveBar.tsx';
import { Screen } from '#window/ui/layout/Screen.tsx';
import { Banner } from '#window/ui/messages/Banner.tsx';
import { Delayed } from '#window/ui/messages/Delayed.tsx';
import { Placeholder } from '#window/ui/messages/Placeholder.tsx';
import { Strip } from '#window/ui/messages/Strip.tsx';
import { useAttempt } from '#window/ui/messages/useAttempt';
import { useFollowEnd } from '#window/ui/rows/useFollowEnd';
import { AlertShape } from '#window/ui/signs/AlertShape.tsx';
import { axeFaults, resetWindow, settle } from '../../support/window/renderApp';

beforeEach(resetWindow);
afterEach(() => {
  vi.useRealTimers();
  resetWindow();
});

describe('Strip', () => {
  const icon = <AlertShape level="danger" />;

  it('announces a failure at once, and can be put away', () => {
    const onDismiss = vi.fn();
    render(
      <Strip role="alert" tone="danger" icon={icon} dismissal={{ label: 'Dismiss', onDismiss }}>
        Asterisk did not answer.
      </Strip>,
    );
    expect(screen.getByRole('alert').textContent).toBe('Asterisk did not answer.');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it('is a named group when it has actions, and announces its text alone', async () => {
    render(
      <Strip role="status" label="Microphone" icon={icon} actions={<button>Connect</button>}>
        Nobody hears you.
      </Strip>,
    );
    expect(screen.getByRole('group', { name: 'Microphone' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Nobody hears you.');
    expect(await axeFaults()).toEqual([]);
  });

  it('is silent where it stands in a live region already', () => {
    render(
      <div role="status">
        <Strip role="none" icon={icon}>
          Saved.
        </Strip>
      </div>,
    );
    expect(screen.getAllByRole('status')).toHaveLength(1);
  });
});

describe('Banner', () => {
  it.each([
    ['danger', 'alert'],
    ['warn', 'status'],
  ] as const)('of level %s is announced as %s', (level, role) => {
    render(
      <Banner level={level} title="Link lost" since={null}>
        It keeps trying.
      </Banner>,
    );
    expect(screen.getByRole(role).textContent).toContain('Link lost');
  });
});

describe('Placeholder', () => {
  it('announces a failure without its way out', () => {
    const run = vi.fn();
    render(
      <Placeholder role="alert" action={{ text: 'Try again', run }}>
        The record is locked.
      </Placeholder>,
    );
    expect(screen.getByRole('alert').textContent).toBe('The record is locked.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('SaveBar', () => {
  it('announces unsaved changes politely, and a failure at once', () => {
    render(
      <SaveBar failure="The disk is full." summary="1 change">
        <button>Save</button>
      </SaveBar>,
    );
    expect(screen.getByRole('status').textContent).toBe('1 change');
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
  });
});

describe('Delayed', () => {
  it('shows nothing when the loading ends soon', () => {
    vi.useFakeTimers();
    render(<Delayed>Loading</Delayed>);
    act(() => {
      vi.advanceTimersByTime(299);
    });
    expect(screen.queryByText('Loading')).toBeNull();
    act(() => {
      vi.advanceTimersByTime(1);
    });
    expect(screen.getByText('Loading')).toBeTruthy();
  });
});

describe('Screen', () => {
  it('takes the focus that went with the screen before, and no other', () => {
    const { unmount } = render(<Screen label="History" className="" children="" />);
    expect(document.activeElement).toBe(screen.getByRole('main', { name: 'History' }));
    unmount();
    render(<button>Audit</button>);
    screen.getByRole('button').focus();
    render(<Screen label="Audit" className="" children="" />);
    expect(document.activeElement).toBe(screen.getByRole('button'));
  });
});

describe('useAttempt', () => {
  function Saving({ work }: { readonly work: () => Promise<Phrase | null> }) {
    const [attempt, run] = useAttempt();
    return (
      <button onClick={() => void run(work)}>
        {attempt.state === 'failed' ? wordsOf(attempt.message) : attempt.state}
      </button>
    );
  }
  const button = () => screen.getByRole('button');

  it('makes one request at a time and tells why one was refused', async () => {
    const answers: ((refusal: Phrase | null) => void)[] = [];
    const work = vi.fn(() => new Promise<Phrase | null>((resolve) => void answers.push(resolve)));
    render(<Saving work={work} />);
    fireEvent.click(button());
    fireEvent.click(button());
    expect(work).toHaveBeenCalledOnce();
    expect(button().textContent).toBe('pending');
    answers[0]?.(phrase('text', { text: 'The disk is full.' }));
    await settle();
    expect(button().textContent).toBe('The disk is full.');
    fireEvent.click(button());
    answers[1]?.(null);
    await settle();
    expect(button().textContent).toBe('idle');
  });
});

describe('useFollowEnd', () => {
  function Log({ lines }: { readonly lines: readonly string[] }) {
    const [following, setFollowing] = useState(true);
    const { ref, onScroll } = useFollowEnd(lines, following, setFollowing);
    return (
      <div ref={ref} role="log" data-following={following} onScroll={onScroll}>
        {lines.join('\n')}
      </div>
    );
  }
  const log = () => screen.getByRole('log');
  const isFollowing = () => log().dataset['following'] === 'true';

  /** Nothing is laid out here: a log of 1000 pixels in a window of 720. */
  function layOut(): void {
    Object.defineProperty(log(), 'scrollHeight', { value: 1000, configurable: true });
  }
  function scrollTo(top: number): void {
    log().scrollTop = top;
    fireEvent.scroll(log());
  }

  it('follows until the reader goes up, and again once they are back at the end', () => {
    const { rerender } = render(<Log lines={['a']} />);
    layOut();
    rerender(<Log lines={['a', 'b']} />);
    expect(log().scrollTop).toBe(1000);
    scrollTo(280);
    expect(isFollowing()).toBe(true);
    scrollTo(100);
    expect(isFollowing()).toBe(false);
    rerender(<Log lines={['a', 'b', 'c']} />);
    expect(log().scrollTop).toBe(100);
    scrollTo(270);
    expect(isFollowing()).toBe(true);
  });
});
