/** What users type, and how the phrases say it: first as in a step, then other words by which phrases are found. */
interface Synonym {
  readonly typed: RegExp;
  readonly said: readonly [step: string, ...others: string[]];
}

const SYNONYMS: readonly Synonym[] = [
  { typed: /\b(?:(?:was|has|is) (?:never|not)|never) (?:been )?restarted\b/, said: ['has restarted # times'] },
  { typed: /\bkubelet (?:is )?(?:restart(?:s|ed)|stop(?:s|ped)|crashe[sd]|dies)\b/, said: ['kubelet is down for #'] },
  { typed: /\b(?:never|always|fails) (?:becomes|fails|starts)\b/, said: ['fails its probe after #'] },
  { typed: /\b(?:crash(?:es|ed)?|dies|died|terminates?|quits?)\b/, said: ['exits with code', 'exited with code', 'is killed with code', 'CrashLoopBackOff'] },
  { typed: /\b(?:waits?(?: for)?|elapsed?|elapses|advances?|sleeps? for)\b/, said: ['pass', 'the cluster runs until'] },
  { typed: /\b(?:hangs?|times out|timed out|stops? responding|unresponsive)\b/, said: ['stops answering its probe', 'answers:', 'timeout'] },
  { typed: /\b(?:shuts? down|takes # to shut down|drains?|handles SIGTERM|grace(?:ful)?)\b/, said: ['exits # after SIGTERM', 'grace period', 'shutdown'] },
  { typed: /\b(?:removed?|vanishe[sd]|disappear(?:s|ed)?|no longer exists|deleted? at)\b/, said: ['became state at', 'gone', 'deleted'] },
  { typed: /\b(?:was killed|is killed|kills?|killed)\b/, said: ['received signal', 'Killing', 'is killed', 'OOM-killed'] },
  { typed: /\bback-?off\b/, said: ['was restarted exactly like this:', 'CrashLoopBackOff', 'ImagePullBackOff', 'retries', 'maxContainerRestartPeriod'] },
  { typed: /\b(?:called|executed|invoked)\b/, said: ['tried', 'ran'] },
  { typed: /\b(?:terminated|waiting) with reason\b|\b(?:has|in) (?:state|phase)\b/, said: ['is now'] },
  { typed: /\bdid not\b/, said: ['never'] },
  { typed: /\b(?:emitted|has event|an event)\b/, said: ['the events of pod "" include:'] },
  { typed: /\b(?:prints?|printed|logs?|logged|outputs?)\b/, said: ['log', 'message'] },
  { typed: /\b(?:slow|takes # to start)\b/, said: ['becomes health after #', 'takes'] },
  { typed: /\b(?:flaky|flaps?|flapping)\b/, said: ['the probe probe of container "" answers:', 'answers:', 'exactly during:'] },
  { typed: /\bsleeps?\b/, said: ['takes #', 'takes'] },
  { typed: /\b(?:forced?|forcibly)\b/, said: ['force-deleted'] },
  { typed: /\breboots?\b/, said: ['shutdown', 'the kubelet is down'] },
  { typed: /\b(?:valid|invalid|refused|denied)\b/, said: ['is rejected with:'] },
];

/** A step in the words of the phrases, as far as it uses others. */
export function inWordsOfPhrases(step: string): string {
  return SYNONYMS.reduce((text, { typed, said }) => text.replace(typed, said[0]), step);
}

/** The words by which phrases are found for a word: itself, and what the phrases say for it. */
export function wordsFor(word: string): readonly string[] {
  return [word, ...SYNONYMS.filter(({ typed }) => typed.test(word)).flatMap(({ said }) => said)].map((each) => each.toLowerCase());
}
