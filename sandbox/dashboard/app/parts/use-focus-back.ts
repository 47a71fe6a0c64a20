import { useEffect, useState } from 'react';

/** Gives the focus back to what had it before: for dialogs that are not there while they are closed. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // The dialog lets go of the focus after this.
      if (before instanceof HTMLElement) {
        setTimeout(() => {
          before.focus();
        });
      }
    },
    [before],
  );
}
