/** Page of a bot: `/bots/<environment>/<namespace>/<kind>/<name>`. Names may hold dots; nothing else needs care, but a cluster is not trusted with a path. */
export function botPath(bot: { environmentName: string; namespace: string; kind: string; name: string }): string {
  return `/bots/${[bot.environmentName, bot.namespace, bot.kind.toLowerCase(), bot.name].map(encodeURIComponent).join("/")}`;
}
