type Props = { changed: number; onSort: () => void; className?: string };

/** Rows have changed places since they were drawn: they move when somebody says so, and not under a finger. */
export function SortAgain({ changed, onSort, className = "" }: Props) {
  return (
    <button
      type="button"
      onClick={onSort}
      className={`min-h-11 rounded-full border border-edge/60 bg-raised px-3.5 text-sm font-medium hover:bg-sunk sm:min-h-8 ${className}`}
    >
      {changed} changed, sort again
    </button>
  );
}
