import { useId, type ComponentProps, type ReactNode } from "react";

/** One labelled choice, as `Field` is one labelled input. */
export function SelectField({ label, hint, ...select }: ComponentProps<"select"> & { label: string; hint?: ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select
        {...select}
        id={id}
        aria-describedby={hint ? `${id}-note` : undefined}
        className="block min-h-11 w-full rounded-md border border-edge bg-raised px-2.5 text-lg text-ink sm:min-h-10 sm:text-base"
      />
      {hint && (
        <p id={`${id}-note`} className="mt-1.5 text-sm text-ink-2">
          {hint}
        </p>
      )}
    </div>
  );
}
