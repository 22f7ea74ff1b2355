/** Annotation that names the rollback which wrote an object's template, or made a copy. */
export const ROLLBACK_ANNOTATION = "lastgood.dev/rollback";
