export type BotParams = { environment: string; namespace: string; kind: string; name: string };

/** A bot's address as its page gets it (each part still encoded), read, and as the path it came from. */
export function botAddress(params: BotParams): { address: BotParams; path: string } {
  const address = {
    environment: read(params.environment),
    namespace: read(params.namespace),
    kind: read(params.kind),
    name: read(params.name),
  };
  const path = `/bots/${[address.environment, address.namespace, address.kind, address.name].map(encodeURIComponent).join("/")}`;
  return { address, path };
}

function read(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
