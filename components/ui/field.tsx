import { useId, type ComponentProps, type ReactNode } from "react";

/** One labelled input; `error` replaces the hint and is tied to the input. */
export function Field({
  label,
  hint,
  error,
  ...input
}: ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode; error?: string | null }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className="block min-h-11 w-full rounded-md border border-edge bg-raised px-3 text-lg text-ink placeholder:text-ink-3 aria-invalid:border-bad sm:min-h-10 sm:text-base"
      />
      {note && (
        <p id={`${id}-note`} className={`mt-1.5 text-sm ${error ? "text-bad" : "text-ink-2"}`}>
          {note}
        </p>
      )}
    </div>
  );
}
