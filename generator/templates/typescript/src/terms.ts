/** The names under which the value was seen or is to be expected in the query. The guides give none. */
const NAMES = ["tos_policies_value", "tos_policies"];

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Takes the `tos_policies_value` of an attach call out of the `tos_policies_url` of a create call's answer.
 *
 * The guides say that the value stands in the query of the address, and not in which parameter; their values
 * are UUIDs, and webhooks were seen with the UUID in place of the address. So: a UUID alone is the value itself;
 * in a query it is the parameter `tos_policies_value` or `tos_policies`, else the one parameter whose value is
 * a UUID. `undefined` where there is no such parameter, or more than one.
 *
 * @example
 * tosPoliciesValue("https://example.com/terms?lang=en&session=e9414388-fbdf-4407-b5c2-bc39eae3645b");
 * // "e9414388-fbdf-4407-b5c2-bc39eae3645b"
 */
export function tosPoliciesValue(url: string): string | undefined {
  const address = url.trim();
  if (UUID.test(address)) return address;
  const start = address.indexOf("?");
  if (start < 0) return;
  const [query = ""] = address.slice(start + 1).split("#");
  const parameters = query.split("&").flatMap((parameter) => {
    const equals = parameter.indexOf("=");
    return equals < 0
      ? []
      : [[decode(parameter.slice(0, equals)), decode(parameter.slice(equals + 1))] as const];
  });
  for (const wanted of NAMES) {
    const named = parameters.find(([name, value]) => name === wanted && value.trim() !== "");
    if (named) return named[1];
  }
  const [only, another] = parameters.filter(([, value]) => UUID.test(value));
  return another ? undefined : only?.[1];
}

/** Percent signs and plus signs of a query undone; what is no UTF-8 then stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replace(/%(?![\da-f]{2})/gi, "%25"));
  } catch {
    return text;
  }
}
