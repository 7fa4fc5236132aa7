/** The assertions, for the claims beside a bundle. */

export * from "@std/assert";
