/** The log of a host: one line for each thing that happened, as JSON or text, on stderr or in a file that stays small. */
@NullMarked
package dev.coop.cli.log;

import org.jspecify.annotations.NullMarked;
