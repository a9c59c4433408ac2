/**
 * The terminal engine: bytes in, grid out.
 *
 * <p>Pure: no I/O, no clock, no thread of its own. Not here: image protocols, printing, colours of a theme.
 */
@NullMarked
package dev.coop.core.vt;

import org.jspecify.annotations.NullMarked;
