/** What the process that reads and computes is asked, and what it answers. */

/** A diagnosis that is asked for. */
export interface DiagnoseRequest {
  readonly command: "diagnose";
  readonly file: string;
  readonly label: string;
  readonly features?: readonly string[];
  readonly query?: string;
  readonly group?: string;
  readonly class?: string;
  readonly tolerance?: number;
  /** Follows from the file's bytes unless it is given. */
  readonly seed?: number;
  readonly json: boolean;
  readonly width: number;
  /** Whether files are wanted: the page takes time. */
  readonly files: boolean;
  readonly save: boolean;
}

/** Answers of a kept model that are asked for. */
export interface AnswerRequest {
  readonly command: "answer";
  readonly model: string;
  readonly query: string;
  readonly json: boolean;
  readonly width: number;
  readonly files: boolean;
}

/** Either. */
export type RecordsRequest = DiagnoseRequest | AnswerRequest;

/** What comes back. */
export interface RecordsResponse {
  /** For standard output. */
  readonly text: string;
  /** Texts by the names of their files. */
  readonly files: Readonly<Record<string, string>>;
  /** The model, where it is to be kept. */
  readonly model: string | null;
}
