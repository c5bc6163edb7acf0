/** An invocation that did not answer: the function threw, ran out of time, or its process died. */
export class FunctionError extends Error {
  readonly errorType: string;
  readonly trace: string[];

  constructor(errorType: string, errorMessage: string, trace: string[] = []) {
    super(errorMessage);
    this.name = errorType;
    this.errorType = errorType;
    this.trace = trace;
  }
}
