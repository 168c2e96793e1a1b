import type { Key, Property, Value } from './value';
import { JsObject, dataProperty, isIndex } from './value';

/** Stands in an array where no element is. */
export const EMPTY = new JsObject(null, 'empty');

/** An array. */
export class JsArray extends JsObject {
  #isFrozen = false;
  #isSealed = false;

  constructor(
    prototype: JsObject,
    readonly elements: Value[],
  ) {
    super(prototype, 'Array');
  }

  /** The element at an index; undefined where none is. */
  at(index: number): Value {
    const element = this.elements[index];
    return element === EMPTY ? undefined : element;
  }

  /** Whether its elements may be changed. */
  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** The elements, with undefined where none is. */
  get values(): Value[] {
    return this.elements.map((element) => (element === EMPTY ? undefined : element));
  }

  override own(key: Key): Property | undefined {
    if (key === 'length') return { ...dataProperty(this.elements.length, false), configurable: false, writable: !this.#isFrozen };
    if (!isIndex(key)) return super.own(key);
    const element = this.elements[Number(key)];
    if (element === undefined && Number(key) >= this.elements.length) return undefined;
    return element === EMPTY ? undefined : { ...dataProperty(element), writable: !this.#isFrozen, configurable: !this.#isSealed };
  }

  override define(key: Key, property: Property): void {
    if (key === 'length') this.setLength(Number(property.value));
    else if (isIndex(key)) this.setElement(Number(key), property.value);
    else super.define(key, property);
  }

  /** Sets an element; elements that are missing before it stay so. */
  setElement(index: number, value: Value): void {
    while (this.elements.length < index) this.elements.push(EMPTY);
    this.elements[index] = value;
  }

  /** Cuts the array off, or lengthens it. */
  setLength(length: number): void {
    if (length < this.elements.length) this.elements.length = length;
    while (this.elements.length < length) this.elements.push(EMPTY);
  }

  override remove(key: Key): boolean {
    if (key === 'length' || (isIndex(key) && this.#isSealed)) return false;
    if (!isIndex(key)) return super.remove(key);
    if (Number(key) < this.elements.length) this.elements[Number(key)] = EMPTY;
    return true;
  }

  override keys(): Key[] {
    const indexes = this.elements.flatMap((element, index) => (element === EMPTY ? [] : [String(index)]));
    return [...indexes, 'length', ...super.keys()];
  }

  override freeze(isFrozen: boolean): void {
    super.freeze(isFrozen);
    this.#isSealed = true;
    if (isFrozen) this.#isFrozen = true;
  }
}
