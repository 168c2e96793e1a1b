import { duplicate, type FieldError, invalid, required } from '../field-error';
import type { FieldPath } from '../field-path';
import type { PodResourceClaim } from '../pod';
import { checkEach, checkFormat, VALID } from './checks';
import { dnsLabelProblems, dnsSubdomainProblems } from './formats';

function checkReference(path: FieldPath, name: string | undefined): readonly FieldError[] {
  return name === undefined ? VALID : checkFormat(path, name, dnsSubdomainProblems);
}

function checkChoice(claim: PodResourceClaim, path: FieldPath): readonly FieldError[] {
  const { name = '', resourceClaimName, resourceClaimTemplateName } = claim;
  const shown = {
    Name: name,
    ResourceClaimName: resourceClaimName ?? null,
    ResourceClaimTemplateName: resourceClaimTemplateName ?? null,
  };
  const [hasClaim, hasTemplate] = [resourceClaimName !== undefined, resourceClaimTemplateName !== undefined];
  if (hasClaim && hasTemplate) {
    return [invalid(path, shown, 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified')];
  }
  if (hasClaim || hasTemplate) return VALID;
  return [invalid(path, shown, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`')];
}

/** Claims of dynamic resources (`pkg/apis/core/validation/validation.go` validatePodResourceClaims). */
export function validateResourceClaims(
  claims: readonly PodResourceClaim[] | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const taken = new Set<string>();
  const checkName = (name: string | undefined, place: FieldPath): readonly FieldError[] => {
    if (!name) return [required(place)];
    if (taken.has(name)) return [duplicate(place, name)];
    taken.add(name);
    return checkFormat(place, name, dnsLabelProblems);
  };
  return checkEach(path, claims, (claim, place) => [
    ...checkName(claim.name, place.child('name')),
    ...checkChoice(claim, place),
    ...checkReference(place.child('resourceClaimName'), claim.resourceClaimName),
    ...checkReference(place.child('resourceClaimTemplateName'), claim.resourceClaimTemplateName),
  ]);
}
