/**
 * Whether a dry run was refused only because a webhook takes part in none, which says nothing about the write itself.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#side-effects
 */
export function takesNoDryRun(message: string): boolean {
  return /does not support dry run/.test(message);
}
