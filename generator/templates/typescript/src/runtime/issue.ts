import type { IssueCode } from "../codes.js";

/** One mistake. It never holds a submitted value; of an unknown field its path holds the key. */
export interface Issue {
  /** Where, in the API's notation: `associated_parties[0].basic_info.email`; empty for the payload itself. */
  readonly path: string;
  /** What kind of mistake: `required`, `type`, or a constraint's or rule's own code. */
  readonly code: IssueCode;
  /** The API's words where the guides give them. */
  readonly message: string;
}

/** What is wrong with a payload, in the model's order. */
export interface Issues extends ReadonlyArray<Issue> {
  /** Whether there were more than the thousand that are kept. */
  readonly truncated?: true;
}

/** An issue in one line. */
export function issueText(issue: Issue): string {
  return `${issue.path && `${issue.path}: `}${issue.message} [${issue.code}]`;
}

/** A payload that was refused. Its message has a line for each issue, and no submitted value. */
export class FinValidationError extends Error {
  override readonly name: string = "FinValidationError";
  /** Everything that is wrong. */
  readonly issues: Issues;

  constructor(issues: Issues) {
    super(issues.map(issueText).join("\n") + (issues.truncated ? "\nand more" : ""));
    this.issues = issues;
  }
}
