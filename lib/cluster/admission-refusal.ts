/** Whether an admission webhook refused a write, or failed to judge it. It chooses its own status, so its words count; admission is before storage: nothing was applied. */
export function isAdmissionRefusal(status: number, message: string): boolean {
  return /^admission webhook ".*" denied the request/.test(message) || (status === 500 && /failed calling webhook/.test(message));
}
