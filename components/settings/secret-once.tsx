"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Command } from "@/components/ui/command";

type Props = { title: string; secret: string; children: ReactNode; onDone: () => void };

/** A password or a token that nobody can show again: takes the focus, so that it is read out, and goes when somebody says that they have it. */
export function SecretOnce({ title, secret, children, onDone }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-label={title} className="mt-5 max-w-2xl rounded-lg border border-warn-line bg-warn-wash p-4">
      <h2 ref={heading} tabIndex={-1} className="font-title outline-none">
        {title}
      </h2>
      <p className="mt-1 mb-3 text-sm">{children}</p>
      <Command>{secret}</Command>
      <Button onClick={onDone} className="mt-3">
        I have it
      </Button>
    </section>
  );
}
