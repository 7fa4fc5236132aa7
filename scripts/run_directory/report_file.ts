/** The file of a run's report. */

/** Its name in the run's directory. */
export const REPORT_FILE = "report.json";
/** Largest one that is read, in bytes; a full deep report has about one million. */
export const LARGEST_REPORT = 64_000_000;
