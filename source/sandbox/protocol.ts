/** The two protocols on the wire: AWS JSON 1.1 for SSM, Query with XML for STS. */
import type { IncomingHttpHeaders } from 'node:http';
import { isRegionName } from '../plan/account/regions.js';
import { ApiError, errorBody, serializationError } from './api-error.js';

export type Protocol = 'json' | 'query';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const targetPrefix = 'AmazonSSM.';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a request asks for, as far as the headers tell. Nothing here throws: the answer's form depends on it. */
export function protocolOf(headers: IncomingHttpHeaders): Protocol {
  return headers['x-amz-target'] === undefined && headers['content-type']?.includes('x-www-form-urlencoded') === true
    ? 'query'
    : 'json';
}

/** Names in logs and records are cut at this length; the longest real one has 44 characters. */
const longestName = 128;

/** The operation's name, known or not; `-` where the request names none. */
export function operationName(headers: IncomingHttpHeaders, body: Buffer): string {
  const name = protocolOf(headers) === 'query' ? actionOf(body) : targetOf(headers);
  return name === '' ? '-' : name.slice(0, longestName);
}

function actionOf(body: Buffer): string {
  return new URLSearchParams(body.toString()).get('Action') ?? '';
}

/** Without the service's prefix it is no operation of this service: shown whole, or not at all where it looks like one. */
function targetOf(headers: IncomingHttpHeaders): string {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith(targetPrefix)) return target.slice(targetPrefix.length);
  return target.includes('.') ? target : '';
}

/**
 * The region in the credential scope of the Authorization header. Throws MissingAuthenticationTokenException,
 * IncompleteSignatureException or InvalidSignatureException.
 */
export function regionOf(headers: IncomingHttpHeaders): string {
  const { authorization } = headers;
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

/** The input of a JSON request. Throws SerializationException for what is no JSON; an empty body is an empty input. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw serializationError('The request body is not valid JSON');
  }
}

/** The input of a Query request: its parameters without Action and Version; what is a number becomes one. */
export function readQuery(body: Buffer): unknown {
  const {
    Action: _action,
    Version: _version,
    ...parameters
  } = Object.fromEntries(new URLSearchParams(body.toString()));
  const { DurationSeconds: duration } = parameters;
  return duration !== undefined && /^-?\d+$/.test(duration)
    ? { ...parameters, DurationSeconds: Number(duration) }
    : parameters;
}

/** An output of the JSON 1.1 protocol. */
export function jsonAnswer(output: object): Answer {
  return { status: 200, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(output) };
}

const stsNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** An output of the Query protocol, as XML. */
export function queryAnswer(operation: string, output: object, requestId: string): Answer {
  const body =
    `<${operation}Response xmlns="${stsNamespace}"><${operation}Result>${xml(output)}</${operation}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, contentType: 'text/xml', body };
}

/** An error in the form of the request's protocol. */
export function errorAnswer(protocol: Protocol, error: ApiError, requestId: string): Answer {
  if (protocol === 'json') {
    return {
      status: error.status,
      contentType: 'application/x-amz-json-1.1',
      body: JSON.stringify(errorBody(error)),
    };
  }
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  // STS has no "Exception" at the end of its common errors: ValidationError, Throttling, AccessDenied.
  const code = queryCodes[error.code] ?? error.code;
  const body =
    `<ErrorResponse xmlns="${stsNamespace}"><Error>${xml({ Type: type, Code: code, Message: error.message })}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: forbidden.has(error.code) ? 403 : error.status, contentType: 'text/xml', body };
}

/** Errors that SSM answers with 400 and STS with 403. */
const forbidden: ReadonlySet<string> = new Set(['AccessDeniedException', 'ExpiredTokenException']);

const queryCodes: Readonly<Record<string, string>> = {
  ValidationException: 'ValidationError',
  // What STS answers to a DurationSeconds that is no number (aws-azure-login #30).
  SerializationException: 'MalformedInput',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  InternalServerError: 'InternalFailure',
  UnknownOperationException: 'InvalidAction',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};

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
