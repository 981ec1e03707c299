/** The two protocols on the wire: AWS JSON 1.1 for SSM and the tagging API, Query with XML for STS. */
import { isRegionName } from '../plan/account/regions.js';
import { ApiError, errorBody, serializationError } from './api-error.js';

/** Headers under their names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** How one protocol is read and written. */
export interface Protocol {
  /** The operation's name; empty where the request names none. */
  readonly operation: (headers: Headers, body: Buffer) => string;
  /** The input. Throws SerializationException. */
  readonly read: (body: Buffer) => unknown;
  readonly answer: (operation: string, output: object, requestId: string) => Answer;
  readonly failure: (error: ApiError, requestId: string) => Answer;
}

/** AWS JSON 1.1 of a service: the prefix of its targets, and its own names for errors that all services have. */
function json(targetPrefix: string, codes: Readonly<Record<string, string>> = {}): Protocol {
  return {
    /** Without the service's prefix it is no operation of this service: shown whole, or not at all where it looks like one. */
    operation: (headers) => {
      const target = headers['x-amz-target'] ?? '';
      if (target.startsWith(targetPrefix)) return target.slice(targetPrefix.length);
      return target.includes('.') ? target : '';
    },
    read: readJson,
    answer: (_operation, output) => jsonAnswer(200, output),
    failure: ({ code, message, status }) => jsonAnswer(status, errorBody({ code: codes[code] ?? code, message })),
  };
}

export const ssm = json('AmazonSSM.');

const taggingPrefix = 'ResourceGroupsTaggingAPI_20170126.';

export const tagging = json(taggingPrefix, {
  ValidationException: 'InvalidParameterException',
  ThrottlingException: 'ThrottledException',
  InternalServerError: 'InternalServiceException',
});

const stsNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

export const query: Protocol = {
  operation: (_headers, body) => new URLSearchParams(body.toString()).get('Action') ?? '',
  /** The parameters without Action and Version; what is a number becomes one. */
  read: (body) => {
    const given = Object.fromEntries(new URLSearchParams(body.toString()));
    const { Action: _action, Version: _version, DurationSeconds: duration, ...parameters } = given;
    if (duration === undefined) return parameters;
    return { ...parameters, DurationSeconds: /^-?\d+$/.test(duration) ? Number(duration) : duration };
  },
  answer: (operation, output, requestId) => {
    const ResponseMetadata = { RequestId: requestId };
    return xmlAnswer(200, `${operation}Response`, { [`${operation}Result`]: output, ResponseMetadata });
  },
  failure: ({ code, message, status }, requestId) => {
    // STS has no "Exception" at the end of its common errors: ValidationError, Throttling, AccessDenied.
    const error = { Type: status >= 500 ? 'Receiver' : 'Sender', Code: queryCodes[code] ?? code, Message: message };
    return xmlAnswer(forbidden.has(code) ? 403 : status, 'ErrorResponse', { Error: error, RequestId: requestId });
  },
};

/** Errors that SSM answers with 400 and STS with 403. */
const forbidden: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'UnrecognizedClientException',
]);

const queryCodes: Readonly<Record<string, string>> = {
  ValidationException: 'ValidationError',
  // What STS answers to a DurationSeconds that is no number (aws-azure-login #30).
  SerializationException: 'MalformedInput',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InternalServerError: 'InternalFailure',
  UnknownOperationException: 'InvalidAction',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};

/** Whether a request speaks Query, as far as the headers tell. Nothing here throws: the answer's form depends on it. */
export function isQuery(headers: Headers): boolean {
  return headers['x-amz-target'] === undefined && headers['content-type']?.includes('x-www-form-urlencoded') === true;
}

/** Whether a request is for the tagging API. */
export function isTagging(headers: Headers): boolean {
  return headers['x-amz-target']?.startsWith(taggingPrefix) === true;
}

/**
 * The region in the credential scope of the Authorization header. Throws MissingAuthenticationTokenException,
 * IncompleteSignatureException or InvalidSignatureException.
 */
export function regionOf({ authorization }: Headers): string {
  if (authorization === undefined) {
    throw new ApiError('MissingAuthenticationTokenException', 'Request is missing Authentication Token', 403);
  }
  const scope = /Credential=[^/,\s]+\/\d{8}\/([^/,\s]+)\/[^/,\s]+\/aws4_request/.exec(authorization)?.[1];
  if (scope === undefined) {
    throw new ApiError('IncompleteSignatureException', "Authorization header requires 'Credential' parameter.", 403);
  }
  if (!isRegionName(scope)) {
    throw new ApiError('InvalidSignatureException', 'Credential should be scoped to a valid region.', 403);
  }
  return scope;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The input of a JSON request. Throws SerializationException for what is no JSON; an empty body is an empty input. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw serializationError('The request body is not valid JSON');
  }
}

function jsonAnswer(status: number, output: object): Answer {
  return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(output) };
}

function xmlAnswer(status: number, root: string, members: object): Answer {
  return { status, contentType: 'text/xml', body: `<${root} xmlns="${stsNamespace}">${xml(members)}</${root}>` };
}

function xml(members: object): string {
  return Object.entries(members)
    .map(([name, value]) => {
      const content: string = typeof value === 'object' && value !== null ? xml(value) : escapeXml(String(value));
      return `<${name}>${content}</${name}>`;
    })
    .join('');
}

/** Also drops what XML 1.0 cannot carry: control characters and lone surrogates. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
