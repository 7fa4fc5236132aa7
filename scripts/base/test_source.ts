/** Whether a source file serves tests only: a test, or what tests share. */
export function isTestSource(path: string): boolean {
  return path.endsWith("_test.ts") || path.endsWith("_for_tests.ts");
}
