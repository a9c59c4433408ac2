/**
 * Keys by name: what a terminal sends to its program when a person presses them.
 *
 * <p>Pure, and knows of the terminal only its modes. Not here: text (it is its own bytes), pastes, the mouse.
 */
@NullMarked
package dev.coop.core.keys;

import org.jspecify.annotations.NullMarked;
