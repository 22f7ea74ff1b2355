/** Annotation on the object that names the rollback which wrote its template. */
export const ROLLBACK_ANNOTATION = "lastgood.dev/rollback";
