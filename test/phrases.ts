/** Phrases that program and documents do not use, each with what they say instead: plain English, and one word for one thing. */
export const phrases: readonly (readonly [RegExp, string])[] = [
  [/\b[Uu]tili[sz]e/, 'use'],
  [/\b[Ll]everage/, 'use'],
  [/\b[Ii]n order to\b/, 'to'],
  [/\b(?:[Ss]imply|[Pp]lease|[Ss]uccessfully|[Oo]ops)\b/, 'nothing'],
  [/\bvia\b/, 'through'],
  [/\b([a-z]+) \1\b/, 'one of the two'],
];
