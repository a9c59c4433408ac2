/** What the interface is, for programs: made from the table of operations and its records, so that it can't be wrong. */
@NullMarked
package dev.coop.transport.describe;

import org.jspecify.annotations.NullMarked;
