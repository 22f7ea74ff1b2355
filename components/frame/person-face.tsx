/** How the button of the account looks, before its menu is there and after. */
export const PERSON_BUTTON_CLASS = "-mr-2 grid size-11 place-items-center rounded-full focus-visible:rounded-full sm:-mr-1 sm:size-9";

/** A person's first letter in a circle. */
export function PersonFace({ name }: { name: string }) {
  return (
    <span className="grid size-7 place-items-center rounded-full border border-line-2 bg-sunk text-sm font-title uppercase">
      {name.slice(0, 1)}
    </span>
  );
}
