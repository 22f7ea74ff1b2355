import { isObject, type Json } from "../objects/json";

/**
 * Puts items in the order a `$setElementOrder` lists; items it does not list stay behind the item they followed.
 */
export function orderItems(items: Json[], order: readonly Json[], keyOf: (item: Json) => Json | undefined): Json[] {
  if (order.length === 0) return items;
  const wanted = order.map((entry) => (isObject(entry) ? Object.values(entry)[0] : entry));
  const listed = items.filter((item) => wanted.includes(keyOf(item))).sort((a, b) => wanted.indexOf(keyOf(a)) - wanted.indexOf(keyOf(b)));
  const result = [...listed];
  items.forEach((item, at) => {
    if (wanted.includes(keyOf(item))) return;
    const before = items[at - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, item);
  });
  return result;
}
