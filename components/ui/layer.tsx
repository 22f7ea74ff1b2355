"use client";

import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useFocusReturned } from "./use-focus-returned";

/** A layer that keys open and Escape closes: below the top of the screen, over the dimmed page. Whoever uses it gives it a `Dialog.Title`. */
export function Layer({ onClose, className, children }: { onClose: () => void; className: string; children: ReactNode }) {
  useFocusReturned();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={`fixed inset-x-3 top-3 z-50 mx-auto rounded-xl border border-line bg-raised shadow-layer sm:top-[12vh] ${className}`}
        >
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
