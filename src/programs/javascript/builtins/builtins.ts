import type { Evaluation } from '../interpreter/suspension';
import { Realm } from '../interpreter/realm';
import { addArrays } from './arrays';
import { addBuffers } from './buffers';
import { addCollections } from './collections';
import { addDates } from './dates';
import { addErrors } from './errors';
import { addFunctions } from './functions';
import { addJson } from './json';
import { addNumbers } from './numbers';
import { addObjects } from './objects';
import { addPromises } from './promises';
import { addRegExps } from './regexps';
import { addRefusals } from './refusals';
import { addStrings } from './strings';
import { addTextFunctions } from './texts';

/** What the objects of the language need from the process. */
export interface Surroundings {
  /** From 0 to 1. */
  random(): number;
  /** The clock in milliseconds since 1970-01-01 UTC; to look at it may take time. */
  readClock(): Evaluation<number>;
}

/** Makes the objects of the language. What Node.js has and is not built here is refused where it is used. */
export function createRealm(surroundings: Surroundings): Realm {
  const realm = new Realm();
  realm.functionPrototype.describe('', 0);
  addErrors(realm);
  addObjects(realm);
  addFunctions(realm);
  addArrays(realm);
  addStrings(realm);
  addRegExps(realm);
  addNumbers(realm, () => surroundings.random());
  addCollections(realm);
  addDates(realm, () => surroundings.readClock());
  addJson(realm);
  addPromises(realm);
  addBuffers(realm);
  addTextFunctions(realm);
  realm.global.hide('globalThis', realm.global);
  realm.global.hide('global', realm.global);
  addRefusals(realm);
  return realm;
}
