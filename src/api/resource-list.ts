import type { ResourceList } from './pod';
import { addQuantities, compareQuantities, parseQuantity, type Quantity, renderQuantity, roundToMilli } from './quantity';

/** Amounts of resources by name: `cpu`, `memory`, … */
export type Resources = ReadonlyMap<string, Quantity>;

/** No resources. */
export const NO_RESOURCES: Resources = new Map();

/** How many texts of quantities are remembered with their values. */
const REMEMBERED = 1000;
const parsed = new Map<string | number, Quantity>();

function parseRemembered(value: string | number): Quantity {
  let quantity = parsed.get(value);
  if (quantity === undefined) {
    quantity = parseQuantity(value);
    if (parsed.size >= REMEMBERED) parsed.clear();
    parsed.set(value, quantity);
  }
  return quantity;
}

/**
 * The amounts of a manifest.
 * @throws QuantityError when a text is not a quantity.
 */
export function parseResources(list: ResourceList | undefined): Resources {
  if (list === undefined) return NO_RESOURCES;
  return new Map(Object.entries(list).map(([name, value]) => [name, parseRemembered(value)]));
}

/** The amounts as the API shows them, in canonical texts. */
export function renderResources(resources: Resources): ResourceList {
  return Object.fromEntries([...resources].map(([name, quantity]) => [name, renderQuantity(quantity)]));
}

/**
 * One amount as the API server stores it: rounded up to thousandths, in canonical text
 * (`pkg/apis/core/v1/defaults.go` SetDefaults_ResourceList).
 * @throws QuantityError when the text is not a quantity.
 */
export function canonicalAmount(value: string | number): string {
  return renderQuantity(roundToMilli(parseRemembered(value)));
}

/** The sums of both lists. */
export function addResources(a: Resources, b: Resources): Resources {
  return combine(a, b, addQuantities);
}

/** The greater amounts of both lists. */
export function maxResources(a: Resources, b: Resources): Resources {
  return combine(a, b, (first, second) => (compareQuantities(second, first) > 0 ? second : first));
}

function combine(a: Resources, b: Resources, choose: (a: Quantity, b: Quantity) => Quantity): Resources {
  if (b.size === 0) return a;
  if (a.size === 0) return b;
  const result = new Map(a);
  for (const [name, quantity] of b) {
    const other = result.get(name);
    result.set(name, other === undefined ? quantity : choose(other, quantity));
  }
  return result;
}
