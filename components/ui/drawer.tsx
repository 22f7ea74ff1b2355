"use client";

import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  onClose: () => void;
  /** Where the focus goes when it is closed: what opened it may be found only then. */
  returnTo: () => HTMLElement | null;
  children: ReactNode;
};

/** A layer from the right edge, on a phone the whole screen. Keeps the focus in; Escape, the veil and the button close it. */
export function Drawer({ title, onClose, returnTo, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-veil max-sm:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnTo()?.focus();
          }}
          className="fixed inset-y-0 right-0 z-30 w-full overflow-y-auto overscroll-contain bg-raised p-4 pb-10 outline-none sm:w-[38rem] sm:border-l sm:border-line sm:p-6 sm:shadow-layer"
        >
          <div className="flex items-start gap-3">
            <Dialog.Title className="min-w-0 flex-1 text-xl font-title tracking-[-0.02em] text-balance break-words">{title}</Dialog.Title>
            <Dialog.Close className="-mt-2 -mr-2 grid size-11 flex-none place-items-center rounded-md text-lg text-ink-2 hover:bg-sunk hover:text-ink">
              <span aria-hidden>✕</span>
              <span className="sr-only">Close</span>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
