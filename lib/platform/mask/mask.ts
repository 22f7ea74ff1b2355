/** What stands in place of a hidden value, however long that was. */
export const MASK = "••••••";
