/** Errors as AWS answers them: a name, a message and an HTTP status. */

/** Thrown by an operation or before it; the server writes it in the form of the protocol that was spoken. */
export class ApiError extends Error {
  /** The error's name, for example `DoesNotExistException`. */
  readonly code: string;
  /** HTTP status; AWS JSON 1.1 answers nearly every error of the client with 400. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

/** A rule that the request breaks, modelled or not. */
export function validationError(message: string): ApiError {
  return new ApiError('ValidationException', message);
}

/** JSON that does not parse, or a value of another JSON type than the member's. */
export function serializationError(message: string): ApiError {
  return new ApiError('SerializationException', message);
}

/** DoesNotExistException (API reference, Common Errors of Systems Manager), with the id that was asked for. */
export function doesNotExist(what: string, id: string): ApiError {
  return new ApiError('DoesNotExistException', `${what} ${id} does not exist`);
}

/**
 * The modelled shapes without a message member, and ParameterNotFound, whose message AWS leaves empty (aws-cdk #1621):
 * AWS names the error and says no more. The sandbox keeps the reason for its own log.
 */
const silent = new Set([
  'InvalidResourceId',
  'InvalidResourceType',
  'InvalidFilterKey',
  'TooManyTagsError',
  'ParameterNotFound',
]);

/** The modelled shapes whose member is `message`, as it is for the errors that no model has; the others say `Message`. */
const lowerCase = new Set([
  'ValidationException',
  'ThrottlingException',
  'InvalidInstanceInformationFilterValue',
  'InvalidFilterOption',
  'InvalidKeyId',
  'ParameterAlreadyExists',
  'ParameterLimitExceeded',
  'ParameterVersionNotFound',
  'ParameterPatternMismatchException',
  'InvalidAllowedPatternException',
  'HierarchyLevelLimitExceededException',
  'HierarchyTypeMismatchException',
]);

/** The body of an error in AWS JSON 1.1. */
export function errorBody(error: Pick<ApiError, 'code' | 'message'>): Readonly<Record<string, string>> {
  if (silent.has(error.code) || error.message === '') return { __type: error.code };
  return { __type: error.code, [lowerCase.has(error.code) ? 'message' : 'Message']: error.message };
}
