export function runPath(rollbackId: string): string {
  return `/rollbacks/${encodeURIComponent(rollbackId)}`;
}
