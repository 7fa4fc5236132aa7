/** Where a page may be written: below the working directory or the report's own, over a page or nothing. */

import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { PAGE_START } from "../../src/report/html/page.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/**
 * The path to write to, once it is known to be safe.
 *
 * Symbolic links are followed before the place is judged, so that neither `..` nor a link climbs out, and
 * what is there already is replaced only if it is a page of ours.
 *
 * @param path What was asked for.
 * @param places Directory of the report, in which a page may always lie, and the working directory.
 * @throws {UsageError} On any other place, a name that does not end in .html, or a file that is no page.
 */
export async function pageTarget(
  path: string,
  { directory, working = "." }: { readonly directory: string; readonly working?: string },
): Promise<string> {
  const refuse = (got: string) =>
    new UsageError(
      `--out must be an .html file below the working directory or ${directory}, got ${path}: ${got}`,
    );
  if (!/[^/]\.html$/.test(path)) throw refuse("its name does not end in .html");
  const real = (place: string) =>
    Deno.realPath(place).catch((error) => {
      throw refuse(complaint(error));
    });
  const folder = await real(dirname(path));
  const roots = [await real(working), await real(directory)];
  if (!roots.some((root) => isBelow(folder, root))) throw refuse("it lies outside");
  const target = join(folder, basename(path));
  await requireReplaceable(target, refuse);
  return path;
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === "" || (way.split("/")[0] !== ".." && !isAbsolute(way));
}

/** Throws unless nothing is at a path, or a page of attest. */
export async function requireReplaceable(
  target: string,
  refuse: (got: string) => UsageError,
): Promise<void> {
  const info = await Deno.lstat(target).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw refuse(complaint(error));
  });
  if (info === undefined) return;
  if (!info.isFile) throw refuse(info.isSymlink ? "a symbolic link" : "not a file");
  using file = await Deno.open(target);
  const start = new Uint8Array(PAGE_START.length);
  const count = await file.read(start) ?? 0;
  if (new TextDecoder().decode(start.subarray(0, count)) !== PAGE_START) {
    throw refuse("it is there already and no page of attest");
  }
}
