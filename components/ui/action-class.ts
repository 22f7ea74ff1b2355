/** How an act beside the main one looks, button or link: words under which there is a line. */
export const ACTION_CLASS =
  "inline-flex min-h-11 items-center text-sm whitespace-nowrap text-ink-2 underline decoration-line-2 underline-offset-4 hover:text-ink hover:decoration-ink sm:min-h-6";
