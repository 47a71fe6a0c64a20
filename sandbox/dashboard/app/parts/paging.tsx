import { Button, Group } from '@mantine/core';
import { useState } from 'react';

export interface PagingState {
  /** Where the page begins; `undefined` on the first one. */
  readonly cursor: string | undefined;
  /** From 1. */
  readonly number: number;
  readonly forward: (cursor: string) => void;
  readonly back: () => void;
}

/**
 * Pages by cursor: only forward by what the last answer said, and back by what was passed. Never more than one page is
 * held, however many there are.
 *
 * @param question what is asked; another one begins with its first page
 */
export function usePaging(question: string): PagingState {
  const [state, setState] = useState<{ question: string; passed: readonly string[] }>({ question, passed: [] });
  const passed = state.question === question ? state.passed : [];
  return {
    cursor: passed.at(-1),
    number: passed.length + 1,
    forward: (cursor) => {
      setState({ question, passed: [...passed, cursor] });
    },
    back: () => {
      setState({ question, passed: passed.slice(0, -1) });
    },
  };
}

/** The buttons for it. */
export function Paging({ paging, next }: { readonly paging: PagingState; readonly next: string | null }) {
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" disabled={paging.number === 1} onClick={paging.back}>
        Previous page
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={next === null}
        onClick={() => {
          if (next !== null) paging.forward(next);
        }}
      >
        Next page
      </Button>
    </Group>
  );
}
