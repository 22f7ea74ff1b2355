"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";

const REASONS = ["errors", "wrong answers", "slow", "security"] as const;

/** Why: one tap, own words, or nothing. `reason` is what goes on the record. */
export function ReasonChips({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  const [chose, setOther] = useState<boolean | null>(null);
  const other = chose ?? (reason !== "" && !(REASONS as readonly string[]).includes(reason));

  return (
    <fieldset>
      <legend className="mb-2 text-sm font-title text-ink-2">
        Why? <span className="font-normal text-ink-3">optional</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {REASONS.map((name) => (
          <Chip
            key={name}
            on={!other && reason === name}
            onPress={() => {
              setOther(false);
              onReason(!other && reason === name ? "" : name);
            }}
          >
            {name}
          </Chip>
        ))}
        <Chip
          on={other}
          onPress={() => {
            setOther(!other);
            onReason("");
          }}
        >
          other…
        </Chip>
      </div>
      {other && (
        <div className="mt-3">
          <Field
            label="In a few words"
            value={reason}
            maxLength={500}
            autoFocus={chose === true}
            autoComplete="off"
            onChange={({ target }) => onReason(target.value)}
          />
        </div>
      )}
    </fieldset>
  );
}

function Chip({ on, onPress, children }: { on: boolean; onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className="min-h-11 rounded-full border border-edge/60 px-3.5 text-sm transition-colors hover:border-ink-3 focus-visible:rounded-full aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper sm:min-h-8"
    >
      {children}
    </button>
  );
}
