import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';

interface Change<I, O> {
  readonly change: (input: I) => Promise<O>;
  /** What is asked for anew afterwards, by the first part of the queries' keys. */
  readonly stale: readonly string[];
  /** What to say when it is done; nothing when left out. */
  readonly said?: (output: O, input: I) => string;
  /** The failure is shown where it happened, so nothing is to pop up. */
  readonly isShown?: boolean;
  readonly onDone?: (output: O) => void;
}

/** Changes something on the platform, says that it is done or why not, and brings what is shown up to date. */
export function useChange<I = void, O = unknown>(options: Change<I, O>): UseMutationResult<O, Error, I> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: options.change,
    onSuccess: async (output, input) => {
      if (options.said) notifications.show({ message: options.said(output, input), color: 'green' });
      await Promise.all(options.stale.map((key) => client.invalidateQueries({ queryKey: [key] })));
      options.onDone?.(output);
    },
    onError: (error) => {
      if (options.isShown !== true) {
        notifications.show({ title: 'This did not work', message: error.message, color: 'red', autoClose: 10_000 });
      }
    },
  });
}
