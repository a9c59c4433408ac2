/** A program on a terminal as the rest of coop sees it: its output journal, its screen, its input, its end. */
@NullMarked
package dev.coop.core.session;

import org.jspecify.annotations.NullMarked;
